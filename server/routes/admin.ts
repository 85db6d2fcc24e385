import { countAuditRows } from '#content/audit-log.ts';
import { countWaitingMails } from '#content/mail-queue.ts';
import { NotFound, Refused } from '#content/refusal.ts';
import { changeRole } from '#content/users/change-role.ts';
import { inviteAgain, inviteUser } from '#content/users/invite-user.ts';
import { findManagedUser, listUsers } from '#content/users/queries.ts';
import { reopenUser, suspendUser } from '#content/users/suspend-user.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readAccountForm, readTyped } from '../forms/account.ts';
import { paths } from '../paths.ts';
import { presentAdmin, presentUser, presentUsers } from '../presenters/admin.ts';

const MAX_ID = 2 ** 31 - 1;

/** Who can sign in, and as what. */
export function registerAdmin(area: App, { db }: Deps): void {
  const manage = { config: { access: 'user.manage' } } as const;

  area.get(paths.admin(), manage, async (_request, reply) => {
    const [users, changes, mails] = [await listUsers(db), await countAuditRows(db, {}), await countWaitingMails(db)];
    return reply.page('/admin/index', presentAdmin(users.length, changes, mails));
  });

  area.get(paths.users(), manage, async (_request, reply) =>
    reply.page('/admin/users', presentUsers(await listUsers(db))),
  );

  area.post(paths.users(), manage, async (request, reply) => {
    try {
      const { values, issues } = readAccountForm('invitation', request.body);
      if (issues) throw new Refused(issues);
      const id = await inviteUser(db, request.acting, values);
      return reply.notice(`${values.name} er inviteret.`).redirect(paths.user(id), 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const model = presentUsers(await listUsers(db), error.issues, readTyped(request.body));
      return reply.code(422).page('/admin/users', model);
    }
  });

  area.get<{ Params: { user: string } }>(paths.user(':user'), manage, async (request, reply) => {
    const user = await findUser(request.params.user);
    return reply.page('/admin/user', presentUser(user, request.user?.id ?? 0));
  });

  area.post<{ Params: { user: string } }>(paths.user(':user'), manage, async (request, reply) => {
    const user = await findUser(request.params.user);
    const { handling = '', reason = '', role } = readTyped(request.body);
    const change = Object.hasOwn(changes, handling) ? changes[handling] : undefined;
    try {
      if (!change) throw new Refused([{ field: '', message: 'Vælg, hvad der skal ske.' }]);
      const notice = await change(request.acting, user.id, { reason: reason.trim(), role });
      return reply.notice(notice).redirect(paths.user(user.id), 303);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return reply.code(422).page('/admin/user', presentUser(user, request.user?.id ?? 0, error.issues));
    }
  });

  area.post<{ Params: { user: string } }>(paths.userInvitation(':user'), manage, async (request, reply) => {
    const { id, email } = await findUser(request.params.user);
    await inviteAgain(db, request.acting, id);
    return reply.notice(`Invitationen er sendt igen til ${email}.`).redirect(paths.user(id), 303);
  });

  async function findUser(id: string) {
    const user = /^\d{1,10}$/.test(id) && Number(id) <= MAX_ID && (await findManagedUser(db, Number(id)));
    if (!user) throw new NotFound(`No user ${id}`);
    return user;
  }

  type Change = (acting: Parameters<typeof changeRole>[1], id: number, sent: Sent) => Promise<string>;
  type Sent = { reason: string; role: string | undefined };
  const changes: Record<string, Change> = {
    rolle: async (acting, id, sent) => {
      const { values, issues } = readAccountForm('role', sent);
      if (issues) throw new Refused(issues);
      await changeRole(db, acting, id, values.role);
      return 'Rollen er ændret. Brugeren skal logge ind igen.';
    },
    spaer: async (acting, id, { reason }) => {
      if (!reason) throw new Refused([{ field: 'reason', message: 'Skriv, hvorfor brugeren spærres.' }]);
      await suspendUser(db, acting, id, reason);
      return 'Brugeren er spærret og logget ud alle steder.';
    },
    aabn: async (acting, id) => {
      await reopenUser(db, acting, id);
      return 'Brugeren kan logge ind igen.';
    },
  };
}
