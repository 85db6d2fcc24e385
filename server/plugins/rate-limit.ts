import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

/** Bounds requests a minute and address where a route asks for it with `limited`. */
export async function registerRateLimit(app: FastifyInstance, { rateLimit: max }: Config): Promise<void> {
  if (!max) return;
  await app.register(rateLimit, { global: false, max, timeWindow: '1 minute' });
}

/** The config of a public route whose work costs so much that one address may not ask without end. */
export const limited = { access: 'public', rateLimit: {} } as const;
