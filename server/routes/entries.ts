import type { FastifyReply, FastifyRequest } from 'fastify';
import { listPublishedAttachments } from '#content/attachments/list-attachments.ts';
import { findLatestMajorChange } from '#content/entries/history.ts';
import { findPublicEntry } from '#content/entries/queries.ts';
import { listTeasers } from '#content/entries/teasers.ts';
import { listAssessedGoals } from '#content/partnerships/assessments.ts';
import { listPublishedTrials } from '#content/trials/queries.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { type Freshness, insteadOfContent } from '../plugins/conditional.ts';
import { toMarkdown } from '../presenters/entry-markdown.ts';
import {
  type EntryPage,
  presentEntryPage,
  presentWithdrawnPage,
  type WithdrawnPage,
} from '../presenters/entry-page.ts';
import { createVersionedCache } from '../versioned-cache.ts';

const RELATED = 4;

interface Named {
  Params: { slug: string };
}

type Answer = { status: 200; page: EntryPage } | { status: 410; page: WithdrawnPage } | { status: 404 };

export function registerEntries(app: App, deps: Deps, fresh: Freshness): void {
  const { db, search, config, contentVersion, getTaxonomy, readCounter, log } = deps;
  const cache = createVersionedCache<Answer>(contentVersion);

  async function readAnswer(slug: string): Promise<Answer> {
    const entry = await findPublicEntry(db, slug);
    if (!entry) return { status: 404 };
    if ('withdrawn_at' in entry) return { status: 410, page: presentWithdrawnPage(entry) };
    const related = await listTeasers(db, await search.related(entry, RELATED));
    const files = await listPublishedAttachments(db, entry.id);
    const change = await findLatestMajorChange(db, entry.id);
    const trials = entry.tried ? await listPublishedTrials(db, entry.id) : [];
    const goals = entry.assessed ? await listAssessedGoals(db, entry.id) : [];
    const taxonomy = await getTaxonomy();
    const page = presentEntryPage(entry, related, taxonomy, config.publicUrl, files, change, { trials, goals });
    return { status: 200, page };
  }

  /** A page that the reader has already counts as well. */
  const countRead = (request: FastifyRequest, reply: FastifyReply) => {
    const { slug } = request.params as Named['Params'];
    if (request.method === 'GET' && [200, 304].includes(reply.raw.statusCode))
      readCounter.count(slug, request.headers['user-agent']).catch(() => log.warn({}, 'A read was not counted'));
  };

  app.get<Named>(
    paths.entry(':slug'),
    { onRequest: fresh, onResponse: async (request, reply) => countRead(request, reply), config: { access: 'public' } },
    async (request, reply) => {
      const { slug } = request.params;
      const answer = await cache.get(slug, () => readAnswer(slug));
      if (answer.status === 404) return reply.callNotFound();
      if (answer.status === 410) return insteadOfContent(reply, 410).page('/entries/withdrawn', answer.page);
      return reply.page('/entries/show', answer.page);
    },
  );

  app.get<Named>(
    paths.entryMarkdown(':slug(^[a-z0-9-]+$)'),
    { onRequest: fresh, config: { access: 'public' } },
    async (request, reply) => {
      const entry = await findPublicEntry(db, request.params.slug);
      if (!entry) return reply.callNotFound();
      if ('withdrawn_at' in entry)
        return insteadOfContent(reply, 410).page('/entries/withdrawn', presentWithdrawnPage(entry));
      return reply
        .type('text/markdown; charset=utf-8')
        .header('content-disposition', `attachment; filename="${entry.slug}.md"`)
        .send(toMarkdown(entry, await getTaxonomy(), config.publicUrl, await listPublishedAttachments(db, entry.id)));
    },
  );
}
