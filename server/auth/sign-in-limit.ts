import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** A person who has forgotten a password tries a few times; an office behind one network address has many such persons. */
const PER_EMAIL = 10;
const PER_ADDRESS = 30;

/** Counts attempts to sign in, by network address and by the e-mail tried. */
export type SignInLimit = (request: FastifyRequest, email: string) => Promise<boolean>;

export async function createSignInLimit(area: FastifyInstance): Promise<SignInLimit> {
  // It is there already, unless searches have no limit.
  if (!area.hasDecorator('createRateLimit')) await area.register(rateLimit, { global: false });
  const emails = new WeakMap<FastifyRequest, string>();
  const countAddress = area.createRateLimit({ max: PER_ADDRESS, timeWindow: '1 minute' });
  const countEmail = area.createRateLimit({
    max: PER_EMAIL,
    timeWindow: '1 minute',
    keyGenerator: (request) => emails.get(request) ?? '',
  });
  return async (request, email) => {
    emails.set(request, email.toLowerCase());
    const counts = [await countAddress(request), await countEmail(request)];
    return counts.every((count) => count.isAllowed || !count.isExceeded);
  };
}
