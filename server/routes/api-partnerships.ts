import { z } from 'zod';
import { findPublicPartnership, listPublicPartnerships } from '#content/partnerships/queries.ts';
import { listPublicProgrammes } from '#content/programmes/queries.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { loadPartnership } from '../load-partnership.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { sendError } from '../plugins/errors.ts';
import { limited } from '../plugins/rate-limit.ts';
import { toApiPartnership, toListed } from '../presenters/partnerships/api.ts';
import { partnershipList, partnershipResponse } from './api-partnership-schemas.ts';
import { errorResponse } from './api-schemas.ts';

/** The answers are made here from typed values, so they are written without a second check. */
const unchecked = () => JSON.stringify;

/** Partnerships for other programs: what their pages show, withheld splits included. */
export function registerPartnershipApi(app: App, { db, config }: Deps, fresh: Freshness): void {
  const options = { onRequest: fresh, config: limited, serializerCompiler: unchecked };

  app.get(
    paths.apiPartnerships(),
    {
      ...options,
      schema: {
        summary: 'List partnerskaber',
        description: 'Alle partnerskaber med underskrevet resultatkontrakt. Opfundne er mærket med demonstration.',
        response: { 200: partnershipList, 429: errorResponse },
      },
    },
    async () => {
      const programmes = await listPublicProgrammes(db);
      const names = new Map(programmes.map(({ id, name }) => [id, name]));
      const partnerships = (await listPublicPartnerships(db)).map((each) => toListed(each, names, config.publicUrl));
      return { total: partnerships.length, partnerships };
    },
  );

  app.get(
    paths.apiPartnership(':slug'),
    {
      ...options,
      schema: {
        summary: 'Hent et partnerskab',
        description:
          'Medlemmer, tilskud, kontrakter, godkendte tal og forseglede bedømmelser. En fordeling med færre end fem personer i en gruppe er »withheld«.',
        params: z.object({ slug: z.string() }),
        response: { 200: partnershipResponse, 404: errorResponse, 429: errorResponse },
      },
    },
    async (request, reply) => {
      const partnership = await findPublicPartnership(db, request.params.slug);
      if (!partnership) return sendError(request, reply, 404);
      return toApiPartnership(await loadPartnership(db, partnership), config.publicUrl);
    },
  );
}
