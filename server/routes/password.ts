import { Refused } from '#content/refusal.ts';
import { type AccountLink, findLink } from '#content/users/account-links.ts';
import { createFirstAdmin } from '#content/users/first-admin.ts';
import { requestReset } from '#content/users/request-reset.ts';
import { choosePassword } from '#content/users/set-password.ts';
import type { Browser } from '#content/users/sign-in.ts';
import type { App } from '../app.ts';
import type { SignInLimit } from '../auth/sign-in-limit.ts';
import type { Deps } from '../deps.ts';
import { readAccountForm, readTyped } from '../forms/account.ts';
import { readNewPassword } from '../forms/passwords.ts';
import { paths } from '../paths.ts';
import { presentChoosePassword, presentDeadLink, presentForgot } from '../presenters/password.ts';

const TOO_OFTEN = { field: 'email', message: 'Der er prøvet for mange gange. Vent et minut, og prøv så igen.' };
const SENT = 'Er adressen kendt her, har vi nu sendt en mail til den. Åbn linket i mailen inden to timer.';

export function registerPassword(area: App, { db, jobs }: Deps, isWithinLimit: SignInLimit): void {
  const open = { config: { access: 'public' } } as const;

  area.get(paths.forgotPassword(), open, async (_request, reply) =>
    reply.page('/sign-in/forgot-password', presentForgot()),
  );

  area.post(paths.forgotPassword(), open, async (request, reply) => {
    const { values, issues } = readAccountForm('email', request.body);
    const typed = readTyped(request.body).email;
    if (issues) return reply.code(422).page('/sign-in/forgot-password', presentForgot(typed, issues));
    if (!(await isWithinLimit(request, values.email)))
      return reply.code(429).page('/sign-in/forgot-password', presentForgot(typed, [TOO_OFTEN]));
    // Afterwards, so that the answer takes as long for an unknown address as for a known one.
    reply.raw.once('finish', () => jobs.soon('reset', () => requestReset(db, values.email, request.id)));
    return reply.notice(SENT).redirect(paths.signIn(), 303);
  });

  area.get<{ Params: { token: string } }>(paths.choosePassword(':token'), open, async (request, reply) => {
    const { token } = request.params;
    const link = await findLink(db, token);
    if (!link) return reply.code(404).page('/sign-in/dead-link', presentDeadLink());
    return reply.page('/sign-in/choose-password', presentChoosePassword(token, link));
  });

  area.post<{ Params: { token: string } }>(paths.choosePassword(':token'), open, async (request, reply) => {
    const { token } = request.params;
    const link = await findLink(db, token);
    try {
      const session = link && (await use(token, link, request.body, browserOf(request)));
      if (!session) return reply.code(404).page('/sign-in/dead-link', presentDeadLink());
      return reply.adoptSession(session, { notice: WELCOME }).redirect(paths.own(), 303);
    } catch (error) {
      if (!(error instanceof Refused) || !link) throw error;
      const model = presentChoosePassword(token, link, error.issues, readTyped(request.body));
      return reply.code(422).page('/sign-in/choose-password', model);
    }
  });

  async function use(token: string, link: AccountLink, body: unknown, browser: Browser) {
    if (link.user) return choosePassword(db, token, readNewPassword(body), browser);
    const { values, issues } = readAccountForm('firstAdmin', body);
    if (issues) throw new Refused(issues);
    return createFirstAdmin(db, token, { ...values, password: readNewPassword(body) }, browser);
  }
}

const WELCOME = 'Din adgangskode er gemt, og du er logget ind.';

function browserOf({ id, sessionId }: { id: string; sessionId: string | null }): Browser {
  return { requestId: id, sessionId, data: { notice: WELCOME } };
}
