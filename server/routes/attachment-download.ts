import { findAttachment, readAttachment, type StoredAttachment } from '#content/attachments/find-attachment.ts';
import { findEntryStanding } from '#content/entries/entry-subject.ts';
import type { Actor } from '#content/permissions/actor.ts';
import { can } from '#content/permissions.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { sendError } from '../plugins/errors.ts';

/** Files of published entries for everybody, those of others for whoever may read the entry. */
export function registerAttachmentDownload(area: App, { db }: Deps): void {
  area.get<{ Params: { key: string } }>(
    `${paths.attachment(':key', '')}:name`,
    { config: { access: 'public' } },
    async (request, reply) => {
      const { key } = request.params;
      const file = /^[\w-]{32}$/.test(key) ? await findAttachment(db, key) : undefined;
      if (!file) return sendError(request, reply, 404);
      if (file.standing !== 'published' && !(await mayRead(request.acting.actor, file)))
        return sendError(request, reply, file.standing === 'withdrawn' ? 410 : 404);
      return reply
        .headers(fileHeaders(file.filename))
        .type(file.mediaType)
        .send(await readAttachment(db, key));
    },
  );

  async function mayRead(actor: Actor, { entryId }: StoredAttachment): Promise<boolean> {
    const entry = actor && (await findEntryStanding(db, entryId));
    return entry ? can(actor, 'entry.read', entry) : false;
  }
}

/** What keeps a file from being anything but saved, under its own name. */
export function fileHeaders(filename: string): Record<string, string> {
  return {
    'content-disposition': `attachment; ${nameParameters(filename)}`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
}

/** The name for those who know only ASCII, and the real one (RFC 6266, RFC 8187). */
function nameParameters(filename: string): string {
  const plain = filename.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(filename).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
