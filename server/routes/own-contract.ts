import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Issue } from '#content/entries/entry.ts';
import type { ComparedContract } from '#content/partnerships/compare-contracts.ts';
import { ContractConflict } from '#content/partnerships/lock-contract.ts';
import { saveContract } from '#content/partnerships/save-contract.ts';
import { demandWritable } from '#content/partnerships/writable-contract.ts';
import { can } from '#content/permissions.ts';
import { Refused } from '#content/refusal.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readContract } from '../forms/contract/contract.ts';
import { changeGroup, readGroupChange, withoutEmpty } from '../forms/contract/groups.ts';
import { readTypedContract, type TypedContract } from '../forms/contract/typed.ts';
import { orRefuse } from '../forms/read-form.ts';
import { loadContractWork } from '../load-contract.ts';
import { paths } from '../paths.ts';
import { presentContractConflict } from '../presenters/partnerships/contract-conflict.ts';
import { presentContractForm } from '../presenters/partnerships/contract-form.ts';
import { presentContractWork } from '../presenters/partnerships/contract-work.ts';

type Request = FastifyRequest<{ Params: { id: string }; Querystring: { skriv?: string } }>;
type Route = { Params: { id: string }; Querystring: { skriv?: string } };

/** The text of a contract, for those who write it. */
export function registerOwnContract(area: App, deps: Deps): void {
  const { db } = deps;

  area.get<Route>(paths.contractDraft(':id'), { config: { access: 'partnership.read' } }, async (request, reply) => {
    const work = await loadContractWork(deps, request);
    const mayWrite = can(work.actor, 'contract.draft', work.standing);
    return mayWrite && request.query.skriv !== undefined
      ? reply.page('/partnerships/contract-form', presentContractForm(work))
      : reply.page('/partnerships/contract/work', presentContractWork(work));
  });

  // Whoever may read may send a text: when it cannot be saved any more, the answer says why and still holds the text.
  area.post<Route>(paths.contractDraft(':id'), { config: { access: 'partnership.read' } }, async (request, reply) => {
    const sent = readTypedContract(request.body);
    const change = readGroupChange(request.body);
    if (change) return showForm(request, reply, changeGroup(sent, change));
    const typed = withoutEmpty(sent);
    try {
      return await save(request, reply, typed);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // Of no field: it is not the text that is wrong.
      const status = error.issues.every(({ field }) => field === '') ? 409 : 422;
      return showForm(request, reply.code(status), typed, error.issues);
    }
  });

  async function save(request: Request, reply: FastifyReply, typed: TypedContract) {
    const { id } = request.params;
    const { number } = await demandWritable(db, request.acting.actor, Number(id));
    const values = orRefuse(readContract(typed, number));
    try {
      await saveContract(db, request.acting, Number(id), { ...values, basedOn: typed.based_on });
    } catch (error) {
      if (error instanceof ContractConflict) return showConflict(request, reply, typed, values);
      throw error;
    }
    return reply.notice('Kontrakten er gemt.').redirect(paths.contractDraft(id), 303);
  }

  async function showForm(request: Request, reply: FastifyReply, typed: TypedContract, issues: Issue[] = []) {
    const work = await loadContractWork(deps, request);
    return reply.page('/partnerships/contract-form', presentContractForm(work, { typed, issues }));
  }

  async function showConflict(request: Request, reply: FastifyReply, typed: TypedContract, mine: ComparedContract) {
    const work = await loadContractWork(deps, request);
    return reply.code(409).page('/own/conflict', presentContractConflict(work, typed, mine));
  }
}
