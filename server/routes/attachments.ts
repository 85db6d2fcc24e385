import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { addAttachments } from '#content/attachments/add-attachments.ts';
import { removeAttachment } from '#content/attachments/remove-attachment.ts';
import { NotFound } from '#content/refusal.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { checkLines, readLine } from '../forms/small-forms.ts';
import { readUpload } from '../forms/upload.ts';
import { loadEntryWork } from '../load-entry-work.ts';
import { paths } from '../paths.ts';
import { attemptOnEntry, showEntryForm } from './show-entry-form.ts';

type Attachment = { Params: { id: string; attachment: string } };

const TOO_LARGE = [{ field: 'files', message: 'Filerne fylder for meget. Hver fil må højst fylde 10 MB.' }];

/** The files of an entry, for those who write it. */
export function registerAttachments(area: App, deps: Deps): void {
  const { db, getTaxonomy } = deps;

  const adding = { config: { access: 'entry.edit' }, errorHandler: explainSize } as const;
  area.post<{ Params: { id: string } }>(paths.attachments(':id'), adding, async (request, reply) => {
    const { id } = request.params;
    const values = { alt: readLine(request.body, 'alt') };
    return attemptOnEntry(deps, request, reply, values, async () => {
      checkLines(values);
      const upload = await readUpload(request.body);
      await addAttachments(db, request.acting, Number(id), upload, await getTaxonomy());
      const notice = upload.files.length === 1 ? 'Filen er lagt på.' : `${upload.files.length} filer er lagt på.`;
      return reply.notice(notice).redirect(`${paths.ownEntry(id)}#attachments`, 303);
    });
  });

  area.post<Attachment>(
    paths.attachmentRemoval(':id', ':attachment'),
    { config: { access: 'entry.edit' } },
    async (request, reply) => {
      const { id, attachment } = request.params;
      if (!/^\d{1,9}$/.test(attachment)) throw new NotFound(`No attachment ${attachment}`);
      await removeAttachment(db, request.acting, Number(id), Number(attachment), await getTaxonomy());
      return reply.notice('Filen er fjernet.').redirect(`${paths.ownEntry(id)}#attachments`, 303);
    },
  );

  /** What is too large is turned away while it is read, before anything of the form is known. */
  async function explainSize(error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
    if (error.statusCode !== 413) throw error;
    const work = await loadEntryWork(deps, request);
    reply.code(422);
    return showEntryForm(reply, work, { issues: TOO_LARGE });
  }
}
