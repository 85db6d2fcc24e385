import type { FastifyReply } from 'fastify';
import { answerConfirmation } from '#content/contacts/answer-confirmation.ts';
import { getConfirmationKey } from '#content/contacts/confirmation-token.ts';
import { findConfirmation } from '#content/contacts/find-confirmation.ts';
import { NotFound, Refused } from '#content/refusal.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readTyped } from '../forms/account.ts';
import { readContactAnswer } from '../forms/contact.ts';
import { orRefuse } from '../forms/read-form.ts';
import { paths } from '../paths.ts';
import { presentConfirmContact, presentDeadLink } from '../presenters/confirm-contact.ts';

type Link = { Params: { token: string } };

const thanks = {
  confirmed: 'Tak. Erfaringen står nu som bekræftet.',
  corrected: 'Tak. Oplysningerne er rettet.',
  handed_over: 'Tak. Den nye kontakt får nu en mail.',
};

/** Where a contact answers, without signing in: the link is the key. Nothing happens before a button is pressed. */
export function registerConfirmContact(area: App, { db, database }: Deps): void {
  area.get<Link>(paths.confirmContact(':token'), { config: { access: 'public' } }, (request, reply) =>
    show(reply, request.params.token),
  );

  area.post<Link>(paths.confirmContact(':token'), { config: { access: 'public' } }, async (request, reply) => {
    const { token } = request.params;
    try {
      const answer = orRefuse(readContactAnswer(request.body));
      await answerConfirmation(db, { requestId: request.id }, token, answer);
      await database.changes.caughtUp();
      return reply.notice(thanks[answer.answer]).redirect(paths.confirmContact(token), 303);
    } catch (error) {
      // Somebody was quicker, or the link was never ours: its page says so.
      if (error instanceof NotFound) return reply.redirect(paths.confirmContact(token), 303);
      if (!(error instanceof Refused)) throw error;
      return show(reply.code(422), token, { issues: error.issues, values: readTyped(request.body) });
    }
  });

  async function show(reply: FastifyReply, token: string, attempt?: Parameters<typeof presentConfirmContact>[2]) {
    const found = await findConfirmation(db, await getConfirmationKey(db), token, new Date());
    if ('end' in found)
      return reply.code(found.end === 'unknown' ? 404 : 200).page('/contacts/dead-link', presentDeadLink(found.end));
    return reply.page('/contacts/confirm', presentConfirmContact(token, found, attempt));
  }
}
