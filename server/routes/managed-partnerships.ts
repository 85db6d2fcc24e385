import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Issue } from '#content/entries/entry.ts';
import { closePartnership } from '#content/partnerships/close-partnership.ts';
import { findOpenContract } from '#content/partnerships/contracts.ts';
import { listLateReports } from '#content/partnerships/late-reports.ts';
import { findLesson } from '#content/partnerships/lesson.ts';
import { addWriter, listWriters, removeWriter } from '#content/partnerships/writers.ts';
import type { App } from '../app.ts';
import { type Deps, today } from '../deps.ts';
import { checkLines, readLine } from '../forms/small-forms.ts';
import { demandPartnership } from '../load-workbench.ts';
import { paths } from '../paths.ts';
import { presentClosing, presentWriters } from '../presenters/partnerships/managed.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string };
}

/** What those alone decide of a partnership who manage it: who writes for it, and its end. */
export function registerManagedPartnerships(area: App, { db, database }: Deps): void {
  const manage = { config: { access: 'partnership.manage' } } as const;
  const close = { config: { access: 'partnership.close' } } as const;

  area.get<Named>(paths.partnershipWriters(':id'), manage, async (request, reply) => showWriters(request, reply));

  area.post<Named>(paths.partnershipWriters(':id'), manage, async (request, reply) => {
    const { id } = await demandPartnership(db, request.params.id);
    const [email, removed] = [readLine(request.body, 'email'), readLine(request.body, 'remove')];
    return unlessRefused(
      async () => {
        const notice = removed ? await remove(request, id, removed) : await add(request, id, email);
        return reply.notice(notice).redirect(paths.partnershipWriters(id), 303);
      },
      (issues) => showWriters(request, reply.code(422), { email, issues }),
    );
  });

  area.get<Named>(paths.partnershipClosing(':id'), close, async (request, reply) => showClosing(request, reply));

  area.post<Named>(paths.partnershipClosing(':id'), close, async (request, reply) => {
    const { id, name } = await demandPartnership(db, request.params.id);
    return unlessRefused(
      async () => {
        await closePartnership(db, request.acting, id);
        await database.changes.caughtUp();
        return reply.notice(`»${name}« er afsluttet.`).redirect(paths.ownPartnership(id), 303);
      },
      () => showClosing(request, reply.code(422)),
    );
  });

  /** The page says itself what stands in the way. */
  async function showClosing(request: FastifyRequest<Named>, reply: FastifyReply) {
    const partnership = await demandPartnership(db, request.params.id);
    const { id } = partnership;
    const [lesson, late, open] = await Promise.all([
      findLesson(db, id),
      listLateReports(db, today()),
      findOpenContract(db, id),
    ]);
    const lateReports = late.filter(({ partnershipId }) => partnershipId === id).length;
    const matter = { lesson, lateReports, isRenegotiated: open !== undefined };
    return reply.page('/partnerships/closing', presentClosing(partnership, matter));
  }

  async function showWriters(
    request: FastifyRequest<Named>,
    reply: FastifyReply,
    form?: { email: string; issues: Issue[] },
  ) {
    const partnership = await demandPartnership(db, request.params.id);
    return reply.page(
      '/partnerships/writers',
      presentWriters(partnership, await listWriters(db, partnership.id), form),
    );
  }

  async function add({ acting }: FastifyRequest, id: number, email: string): Promise<string> {
    checkLines({ email });
    const { name } = await addWriter(db, acting, id, email);
    return `${name} kan nu skrive for partnerskabet.`;
  }

  async function remove({ acting }: FastifyRequest, id: number, user: string): Promise<string> {
    const { name } = await removeWriter(db, acting, id, /^\d{1,9}$/.test(user) ? Number(user) : 0);
    return `${name} kan ikke længere skrive for partnerskabet.`;
  }
}
