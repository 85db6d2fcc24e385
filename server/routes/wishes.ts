import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Issue } from '#content/entries/entry.ts';
import { NotFound } from '#content/refusal.ts';
import type { User } from '#content/users/user.ts';
import { addWish, type WishText } from '#content/wishes/add-wish.ts';
import { closeWish } from '#content/wishes/close-wish.ts';
import { findWish, listClosedWishes, listOpenWishes } from '#content/wishes/list-wishes.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readButton } from '../forms/term.ts';
import { readEntrySlug, readPrefilledWish, readTypedWish, readWish } from '../forms/wish.ts';
import { paths } from '../paths.ts';
import { presentWish, presentWishes } from '../presenters/wishes.ts';
import { unlessRefused } from './unless-refused.ts';

interface WishParams {
  Params: { id: string };
}

/** Entries that readers miss, for somebody to write. */
export function registerWishes(area: App, { db }: Deps): void {
  const read = { config: { access: 'queue.read' } } as const;
  const change = { config: { access: 'insight.read' } } as const;

  area.get(paths.wishes(), read, async (request, reply) =>
    sendWishes(request, reply, { typed: readPrefilledWish(request.query), issues: [] }),
  );

  area.post(paths.wishes(), change, async (request, reply) =>
    unlessRefused(
      async () => {
        await addWish(db, request.acting, readWish(request.body));
        return reply.notice('Ønsket er gemt.').redirect(paths.wishes(), 303);
      },
      (issues) => sendWishes(request, reply.code(422), { typed: readTypedWish(request.body), issues }),
    ),
  );

  area.get<WishParams>(paths.wish(':id'), read, async (request, reply) => sendWish(request, reply));

  area.post<WishParams>(paths.wish(':id'), change, async (request, reply) =>
    unlessRefused(
      async () => {
        const isDropped = readButton(request.body, 'outcome', 'fulfilled', 'dropped') === 'dropped';
        const slug = isDropped ? null : readEntrySlug(request.body);
        await closeWish(db, request.acting, readId(request), slug);
        return reply.notice('Ønsket er afsluttet.').redirect(paths.wishes(), 303);
      },
      (issues) => sendWish(request, reply.code(422), { entry: readTypedWish(request.body).entry, issues }),
    ),
  );

  async function sendWishes(
    request: FastifyRequest,
    reply: FastifyReply,
    form: { typed: WishText; issues: Issue[] },
  ): Promise<FastifyReply> {
    const wishes = { open: await listOpenWishes(db), closed: await listClosedWishes(db) };
    return reply.page('/wishes/index', presentWishes(request.user as User, wishes, form));
  }

  async function sendWish(
    request: FastifyRequest<WishParams>,
    reply: FastifyReply,
    form?: { entry: string; issues: Issue[] },
  ): Promise<FastifyReply> {
    const wish = await findWish(db, readId(request));
    if (!wish) throw new NotFound(`No wish ${request.params.id}`);
    return reply.page('/wishes/wish', presentWish(request.user as User, wish, form));
  }
}

/** An id that the database can look for; 0 is none. */
function readId({ params: { id } }: FastifyRequest<WishParams>): number {
  return /^\d{1,9}$/.test(id) ? Number(id) : 0;
}
