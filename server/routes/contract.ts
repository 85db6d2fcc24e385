import { listActivityStatuses } from '#content/partnerships/activities.ts';
import { type Contract, listContracts } from '#content/partnerships/contracts.ts';
import { loadDissemination } from '#content/partnerships/dissemination.ts';
import { findPublicPartnership } from '#content/partnerships/queries.ts';
import { NotFound } from '#content/refusal.ts';
import type { App } from '../app.ts';
import { type Deps, today } from '../deps.ts';
import { contractDocument } from '../documents/contract.ts';
import { sendDocx } from '../documents/send-docx.ts';
import { paths } from '../paths.ts';
import type { Freshness } from '../plugins/conditional.ts';
import { limited } from '../plugins/rate-limit.ts';
import { type ContractPage, presentContractPage } from '../presenters/partnerships/contract-page.ts';
import { currentContract } from '../presenters/partnerships/contract-section.ts';

interface Numbered {
  Params: { slug: string; number: string };
}

/** The signed versions of a contract, for everybody. */
export function registerContract(app: App, { db, config }: Deps, fresh: Freshness): void {
  const open = { onRequest: fresh, config: limited };

  app.get<{ Params: { slug: string } }>(paths.contract(':slug'), open, async (request, reply) =>
    reply.page('/partnerships/contract', (await load(request.params.slug)).page),
  );

  app.get<Numbered>(paths.contract(':slug', ':number'), open, async (request, reply) => {
    const { slug, number } = request.params;
    return reply.page('/partnerships/contract', (await load(slug, number)).page);
  });

  app.get<Numbered>(paths.contractDocx(':slug', ':number(^\\d+$)'), open, async (request, reply) => {
    const { slug, number } = request.params;
    const { page, contract } = await load(slug, number);
    const name = `resultatkontrakt-${number}-${slug}.docx`;
    return sendDocx(reply, name, page.page.title, contractDocument(page, contract.content.text));
  });

  /** The version of this number, or without one that which holds today. */
  async function load(slug: string, number?: string): Promise<{ page: ContractPage; contract: Contract }> {
    const partnership = await findPublicPartnership(db, slug);
    const contracts = partnership ? await listContracts(db, partnership.id) : [];
    const contract =
      number === undefined
        ? currentContract(contracts, today())
        : contracts.find((one) => String(one.number) === number && one.state === 'signed');
    if (!partnership || !contract) throw new NotFound(`No contract ${number}`);
    const [statuses, dissemination] = await Promise.all([
      listActivityStatuses(db, partnership.id),
      loadDissemination(db, partnership.id),
    ]);
    const matter = { partnership, contracts, contract, statuses, dissemination, today: today() };
    return { page: presentContractPage(matter, config.publicUrl), contract };
  }
}
