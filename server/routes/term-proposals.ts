import type { FastifyReply } from 'fastify';
import { NotFound, Refused } from '#content/refusal.ts';
import { approveProposal, rejectProposal } from '#content/terms/decide-proposal.ts';
import { findWaitingProposal } from '#content/terms/list-proposals.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readButton, readRejection, readTerm, readTyped } from '../forms/term.ts';
import { paths } from '../paths.ts';
import { methods } from '../presenters/vocabularies/names.ts';
import { type ProposalState, presentProposal } from '../presenters/vocabularies/proposal-page.ts';
import { unlessRefused } from './unless-refused.ts';

interface ProposalParams {
  Params: { proposal: string };
}

/** Methods that writers miss, for an editor to take in or turn down. */
export function registerTermProposals(area: App, { db, database }: Deps): void {
  const edit = { config: { access: 'vocabulary.edit' } } as const;

  area.get<ProposalParams>(paths.methodProposal(':proposal'), edit, async (request, reply) =>
    sendProposal(reply, readId(request.params.proposal)),
  );

  area.post<ProposalParams>(paths.methodProposal(':proposal'), edit, async ({ params, body, acting }, reply) => {
    const id = readId(params.proposal);
    const decide = async () => {
      if (readButton(body, 'decision', 'approve', 'reject') === 'reject') {
        await rejectProposal(db, acting, id, readRejection(body));
        return 'Forslaget er afvist. Forfatteren kan se hvorfor.';
      }
      const term = readTerm(body);
      await approveProposal(db, acting, id, term);
      await database.changes.caughtUp();
      return `»${term.label}« er godkendt og sat på erfaringen.`;
    };
    return unlessRefused(
      async () => reply.notice(await decide()).redirect(paths.vocabulary(methods.param), 303),
      (issues) => sendProposal(reply.code(422), id, { typed: readTyped(body), issues }),
    );
  });

  async function sendProposal(reply: FastifyReply, id: number, state?: ProposalState) {
    const proposal = await findWaitingProposal(db, id);
    // Somebody else was quicker: then the reason it was refused says so.
    if (!proposal) throw state?.issues ? new Refused(state.issues) : new NotFound(`No proposal ${id} waits`);
    return reply.page('/vocabularies/proposal', presentProposal(proposal, state));
  }
}

/** An id that the database can look for; 0 is none. */
function readId(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}
