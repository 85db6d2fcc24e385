import type { FastifyReply, FastifyRequest } from 'fastify';
import { findLatestMajorChange } from '#content/entries/history.ts';
import { readAsPublished } from '#content/entries/preview-entry.ts';
import { DraftConflict, saveDraft } from '#content/entries/save-draft.ts';
import { listTeasers } from '#content/entries/teasers.ts';
import { can } from '#content/permissions.ts';
import { listPublishedTrials } from '#content/trials/queries.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { type EntryForm, isSameText, readEntryForm } from '../forms/entry-form.ts';
import { loadEntryWork } from '../load-entry-work.ts';
import { paths } from '../paths.ts';
import { presentConflict } from '../presenters/draft-conflict.ts';
import { presentEntryPage } from '../presenters/entry-page.ts';
import { presentOwnEntry } from '../presenters/own-entry.ts';
import { presentPreview } from '../presenters/preview-page.ts';
import { showEntryForm } from './show-entry-form.ts';

/** Ten texts at their longest, as a browser sends Danish letters; more is refused, never cut. */
const BODY_LIMIT = 4 * 1024 * 1024;
const RELATED = 4;

type Entry = { Params: { id: string } };

/** The form in which an entry is written, and how it will look to its readers. */
export function registerEntryForm(area: App, deps: Deps): void {
  const { db, config } = deps;

  area.get<Entry>(paths.ownEntry(':id'), { config: { access: 'entry.read' } }, async (request, reply) => {
    const work = await loadEntryWork(deps, request);
    if (can(work.actor, 'entry.edit', work.entry)) return showEntryForm(reply, work);
    const entry = await readAsPublished(db, work.entry, work.text);
    const page = presentEntryPage(entry, [], work.taxonomy, config.publicUrl, []);
    return reply.page('/own/show', presentOwnEntry(work, page));
  });

  const editing = { config: { access: 'entry.edit' }, bodyLimit: BODY_LIMIT } as const;
  area.post<Entry>(paths.ownEntry(':id'), editing, async (request, reply) => {
    const form = readEntryForm(request.body);
    if (form.issues.length) return refuse(request, reply, form);
    const version = await save(request, form);
    if (version === undefined) return showConflict(request, reply, form);
    if (wantsJson(request)) return reply.send({ version, savedAt: new Date().toISOString() });
    const { id } = request.params;
    return reply.redirect(form.next === 'preview' ? paths.preview(id) : paths.ownEntry(id), 303);
  });

  area.get<Entry>(paths.preview(':id'), { config: { access: 'entry.read' } }, async (request, reply) => {
    const work = await loadEntryWork(deps, request);
    const entry = await readAsPublished(db, work.entry, work.text);
    const related = await listTeasers(db, await deps.search.related(entry, RELATED));
    const change = await findLatestMajorChange(db, entry.id);
    const trials = await listPublishedTrials(db, entry.id);
    return reply.page('/entries/show', presentPreview(work, entry, related, config.publicUrl, change, trials));
  });

  /** The text's new version; undefined when somebody else has saved another text. */
  async function save(request: FastifyRequest, { fields, basedOn }: EntryForm): Promise<number | undefined> {
    const { id } = request.params as Entry['Params'];
    try {
      return await saveDraft(db, request.acting, Number(id), { fields, basedOn });
    } catch (error) {
      if (!(error instanceof DraftConflict)) throw error;
      const { text } = await loadEntryWork(deps, request);
      // A save whose answer was lost comes again: it is done already.
      return isSameText(fields, text.fields) ? text.version : undefined;
    }
  }

  async function refuse(request: FastifyRequest, reply: FastifyReply, { fields, issues }: EntryForm) {
    reply.code(422);
    if (wantsJson(request)) return reply.send({ error: 'Teksten kan ikke gemmes, som den er.', issues });
    return showEntryForm(reply, await loadEntryWork(deps, request), { fields, issues });
  }

  async function showConflict(request: FastifyRequest, reply: FastifyReply, { fields }: EntryForm) {
    const { entry, text, taxonomy } = await loadEntryWork(deps, request);
    const page = presentConflict(entry.id, fields, text, taxonomy);
    reply.code(409);
    if (wantsJson(request)) return reply.send({ error: `${page.other}. Teksten er ikke gemt.` });
    return reply.page('/own/conflict', page);
  }
}

function wantsJson({ headers }: FastifyRequest): boolean {
  return headers.accept?.startsWith('application/json') ?? false;
}
