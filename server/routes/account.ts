import { Refused } from '#content/refusal.ts';
import { hasPassword } from '#content/users/queries.ts';
import { changePassword } from '#content/users/set-password.ts';
import type { User } from '#content/users/user.ts';
import type { App } from '../app.ts';
import type { SignInLimit } from '../auth/sign-in-limit.ts';
import type { Deps } from '../deps.ts';
import { readPasswords } from '../forms/passwords.ts';
import { paths } from '../paths.ts';
import { presentAccount } from '../presenters/account.ts';

const TOO_OFTEN = { field: 'old', message: 'Der er prøvet for mange gange. Vent et minut, og prøv så igen.' };

/** Who I am here, and my password. */
export function registerAccount(area: App, { db }: Deps, isWithinLimit: SignInLimit): void {
  const own = { config: { access: 'account.own' } } as const;

  area.get(paths.account(), own, async (request, reply) => {
    const user = request.user as User;
    return reply.page('/account/show', presentAccount(user, await hasPassword(db, user.id)));
  });

  area.post(paths.account(), own, async (request, reply) => {
    const user = request.user as User;
    try {
      if (!(await isWithinLimit(request, user.email))) throw new Refused([TOO_OFTEN]);
      await changePassword(db, user, readPasswords(request.body), {
        requestId: request.id,
        sessionId: request.sessionId,
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return reply.code(422).page('/account/show', presentAccount(user, true, error.issues));
    }
    return reply.notice('Din adgangskode er ændret. Du er logget ud alle andre steder.').redirect(paths.account(), 303);
  });
}
