import { findPublishedText, listPublications } from '#content/entries/history.ts';
import { findPublicEntry } from '#content/entries/queries.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { type Freshness, insteadOfContent } from '../plugins/conditional.ts';
import { presentWithdrawnPage } from '../presenters/entry-page.ts';
import { type ComparedTexts, presentHistory } from '../presenters/history.ts';

type Route = { Params: { slug: string }; Querystring: Record<string, string | string[] | undefined> };

/** What readers have seen of an entry over time, and how two of its versions differ. */
export function registerHistory(app: App, { db, config, getTaxonomy }: Deps, fresh: Freshness): void {
  const options = { onRequest: fresh, config: { access: 'public' } } as const;

  app.get<Route>(paths.history(':slug'), options, async (request, reply) => {
    const entry = await findPublicEntry(db, request.params.slug);
    if (!entry) return reply.callNotFound();
    if ('withdrawn_at' in entry)
      return insteadOfContent(reply, 410).page('/entries/withdrawn', presentWithdrawnPage(entry));
    const publications = await listPublications(db, entry.id);
    const compared = await readCompared(entry.id, request.query);
    const page = presentHistory(entry, publications, compared, await getTaxonomy(), config.publicUrl);
    return (compared === 'unknown' ? insteadOfContent(reply, 400) : reply).page('/entries/history', page);
  });

  /** The two texts that the address asks for; undefined when it asks for none. */
  async function readCompared(entryId: number, { fra, til }: Route['Querystring']) {
    if (fra === undefined && til === undefined) return undefined;
    const [from, to] = [readNumber(fra), readNumber(til)];
    const before = from && (await findPublishedText(db, entryId, from));
    const after = to && (await findPublishedText(db, entryId, to));
    return before && after ? ({ from, to, before, after } as ComparedTexts) : ('unknown' as const);
  }
}

function readNumber(text: string | string[] | undefined): number {
  return typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0;
}
