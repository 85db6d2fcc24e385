import { findPublicPartnership, listPublicPartnerships } from '#content/partnerships/queries.ts';
import { listPublicProgrammes } from '#content/programmes/queries.ts';
import type { App } from '../app.ts';
import { type Deps, today } from '../deps.ts';
import { loadPartnership } from '../load-partnership.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { limited } from '../plugins/rate-limit.ts';
import { type PartnershipFilter, presentPartnershipList } from '../presenters/partnerships/list.ts';
import { presentPartnershipPage } from '../presenters/partnerships/page.ts';

interface List {
  Querystring: Record<string, string | string[] | undefined>;
}

/** Partnerships as readers see them. */
export function registerPartnerships(app: App, { db, config, getTaxonomy }: Deps, fresh: Freshness): void {
  const open = { onRequest: fresh, config: limited };

  app.get<List>(paths.partnerships(), open, async (request, reply) => {
    const [programmes, partnerships, taxonomy] = await Promise.all([
      listPublicProgrammes(db),
      listPublicPartnerships(db),
      getTaxonomy(),
    ]);
    const content = { programmes, partnerships, taxonomy, today: today() };
    return reply.page(
      '/partnerships/index',
      presentPartnershipList(content, readFilter(request.query), config.publicUrl),
    );
  });

  app.get<{ Params: { slug: string } }>(paths.partnership(':slug'), open, async (request, reply) => {
    const partnership = await findPublicPartnership(db, request.params.slug);
    if (!partnership) return reply.callNotFound();
    const loaded = await loadPartnership(db, partnership);
    return reply.page(
      '/partnerships/show',
      presentPartnershipPage(loaded, await getTaxonomy(), config.publicUrl, today()),
    );
  });
}

/** One value each; what stands there twice is no choice. */
function readFilter({ kommune, ordning }: List['Querystring']): PartnershipFilter {
  const one = (value: string | string[] | undefined) => (typeof value === 'string' && value ? value : undefined);
  return { kommune: one(kommune), ordning: one(ordning) };
}
