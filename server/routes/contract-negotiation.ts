import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Issue } from '#content/entries/entry.ts';
import { abandonRenegotiation } from '#content/partnerships/abandon-renegotiation.ts';
import { commentOnContract } from '#content/partnerships/contract-comments.ts';
import { ContractConflict } from '#content/partnerships/lock-contract.ts';
import { proposeContract } from '#content/partnerships/propose-contract.ts';
import { renegotiate } from '#content/partnerships/renegotiate.ts';
import { signContract } from '#content/partnerships/sign-contract.ts';
import { Refused } from '#content/refusal.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import {
  readAbandonment,
  readContractComment,
  readProposal,
  readRenegotiation,
  readSignature,
  readTypedNegotiation,
} from '../forms/contract/negotiation.ts';
import { orRefuse } from '../forms/read-form.ts';
import { loadContractWork } from '../load-contract.ts';
import { paths } from '../paths.ts';
import { placeOf } from '../presenters/partnerships/contract-parts.ts';
import { namePart } from '../presenters/partnerships/contract-words.ts';
import { presentContractWork } from '../presenters/partnerships/contract-work.ts';

type Route = { Params: { id: string } };

const CHANGED = 'En anden har ændret teksten imens. Læs den igennem, som den står nu.';

/** What the two sides do with a contract until both have signed, and how they take it up again. */
export function registerContractNegotiation(area: App, deps: Deps): void {
  const { db, database } = deps;

  area.post<Route>(paths.contractProposal(':id'), { config: { access: 'contract.draft' } }, (request, reply) =>
    attempt(request, reply, async (id) => {
      const values = orRefuse(readProposal(request.body));
      await proposeContract(db, request.acting, id, values);
      return reply.notice('Teksten er sendt. Nu har den anden part ordet.').redirect(paths.contractDraft(id), 303);
    }),
  );

  area.post<Route>(paths.contractSignature(':id'), { config: { access: 'contract.sign' } }, (request, reply) =>
    attempt(request, reply, async (id) => {
      const { seen } = orRefuse(readSignature(request.body));
      const isSigned = await signContract(db, request.acting, id, { seen });
      if (isSigned) await database.changes.caughtUp();
      const notice = isSigned
        ? 'Kontrakten er underskrevet af begge parter.'
        : 'Du har underskrevet. Nu mangler den anden part.';
      return reply.notice(notice).redirect(paths.contractDraft(id), 303);
    }),
  );

  area.post<Route>(paths.contractComments(':id'), { config: { access: 'contract.comment' } }, (request, reply) => {
    const { part } = readTypedNegotiation(request.body);
    return attempt(
      request,
      reply,
      async (id) => {
        await commentOnContract(db, request.acting, id, orRefuse(readContractComment(request.body)));
        return reply.redirect(`${paths.contractDraft(id)}#${placeOf(part)}`, 303);
      },
      (field) => (field === 'body' ? `comment-${placeOf(part)}` : ''),
    );
  });

  area.post<Route>(paths.renegotiation(':id'), { config: { access: 'contract.renegotiate' } }, (request, reply) =>
    attempt(request, reply, async (id) => {
      const { reason, effective_from } = orRefuse(readRenegotiation(request.body));
      await renegotiate(db, request.acting, id, { reason, effectiveFrom: effective_from });
      return reply.notice('Genforhandlingen er begyndt.').redirect(paths.contractForm(id), 303);
    }),
  );

  const abandon = { config: { access: 'contract.abandon' } } as const;
  area.post<Route>(paths.renegotiationAbandonment(':id'), abandon, (request, reply) =>
    attempt(request, reply, async (id) => {
      const { seen } = orRefuse(readAbandonment(request.body));
      await abandonRenegotiation(db, request.acting, id, { seen });
      const notice = 'Genforhandlingen er opgivet. Den underskrevne kontrakt gælder uændret.';
      return reply.notice(notice).redirect(paths.contractDraft(id), 303);
    }),
  );

  /** When it is refused, the page says why and holds what was typed. `place` is where on the page a field stands. */
  async function attempt(
    request: FastifyRequest<Route>,
    reply: FastifyReply,
    work: (id: number) => Promise<FastifyReply>,
    place: (field: string) => string = placeOnPage,
  ): Promise<FastifyReply> {
    try {
      return await work(Number(request.params.id));
    } catch (error) {
      if (error instanceof ContractConflict)
        return showAgain(request, reply.code(409), [{ field: '', message: CHANGED }]);
      if (!(error instanceof Refused)) throw error;
      const issues = error.issues.map(({ field, message }) => ({
        field: place(field),
        message: namePart(field) + message,
      }));
      return showAgain(request, reply.code(422), issues);
    }
  }

  async function showAgain(request: FastifyRequest<Route>, reply: FastifyReply, issues: Issue[]) {
    const typed = readTypedNegotiation(request.body);
    const work = await loadContractWork(deps, request);
    return reply.page('/partnerships/contract/work', presentContractWork(work, { issues, typed }));
  }
}

const ownFields = ['message', 'sure', 'abandon', 'reason', 'effective_from'];

/** What is wrong with the text itself stands on another page. */
function placeOnPage(field: string): string {
  return ownFields.includes(field) ? field : '';
}
