import formbody from '@fastify/formbody';
import { z } from 'zod';
import { MAX_QUERY_LENGTH } from '#search/params.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { sendError } from '../plugins/errors.ts';
import { limited } from '../plugins/rate-limit.ts';

const BODY_LIMIT_BYTES = 4096;
const click = z.object({ q: z.string().trim().min(1).max(MAX_QUERY_LENGTH) });

/** Hears that a search led to an entry: not which one, nor who opened it. */
export async function registerSearchClick(app: App, { searchCounter }: Deps): Promise<void> {
  await app.register(async (area) => {
    await area.register(formbody);
    area.post(paths.searchClick(), { config: limited, bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
      const { data } = click.safeParse(request.body);
      if (!data) return sendError(request, reply, 400);
      searchCounter.click(data.q);
      return reply.code(204).send();
    });
  });
}
