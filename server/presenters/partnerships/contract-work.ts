import type { Issue } from '#content/entries/entry.ts';
import { can, type PartnershipAction } from '#content/permissions.ts';
import type { TypedNegotiation } from '../../forms/contract/negotiation.ts';
import type { ContractWork } from '../../load-contract.ts';
import { paths } from '../../paths.ts';
import type { Page } from '../page.ts';
import type { ChangedPart } from './contract-changes.ts';
import { contractCrumbs } from './contract-form.ts';
import { type ContractParts, presentParts } from './contract-parts.ts';
import { type PresentedProposal, presentProposals, presentUnsent } from './contract-proposals.ts';
import { describeStanding, presentFacts, presentReason } from './contract-standing.ts';
import { type AbandonedItem, presentAbandoned, presentVersions, type VersionItem } from './contract-versions.ts';

/** A contract for those who write it, negotiate it and sign it. */
export interface ContractWorkPage {
  page: Page;
  heading: string;
  name: string;
  state: string;
  /** Where it stands, in sentences. */
  standing: string[];
  issues: Issue[];
  typed: Partial<TypedNegotiation>;
  /** The version that is seen, which what is decided is decided of. */
  seen: number;
  commentsHref: string;
  editHref?: string;
  proposing?: { href: string; label: string; losesSignature: boolean };
  signing?: { href: string; label: string; isFirst: boolean };
  renegotiating?: { href: string };
  abandoning?: { href: string };
  /** Why the contract is or was renegotiated; absent for the first version. */
  reason?: { heading: string; text: string };
  facts: { label: string; value: string }[];
  parts: ContractParts;
  proposals: PresentedProposal[];
  /** What was changed since the last proposal and has not been sent yet; absent where nothing was sent. */
  unsent?: ChangedPart[];
  versions: VersionItem[];
  /** The renegotiations that came to nothing, the newest first. */
  abandoned: AbandonedItem[];
}

export interface Attempt {
  issues: Issue[];
  typed: Partial<TypedNegotiation>;
}

const stateLabels = { draft: 'Kladde', negotiation: 'Forhandles', signed: 'Underskrevet' };

export function presentContractWork(
  work: ContractWork,
  attempt: Attempt = { issues: [], typed: {} },
): ContractWorkPage {
  const { partnership, contract, contracts, today } = work;
  const title = contract.number === 1 ? 'Resultatkontrakt' : `Resultatkontrakt, version ${contract.number}`;
  const unsent = presentUnsent(work);
  return {
    page: {
      title: `${title}: ${partnership.name}`,
      noindex: true,
      breadcrumbs: contractCrumbs(work).map(withoutLastHref),
    },
    ...{ heading: title, name: partnership.name },
    state: stateLabels[contract.state],
    standing: describeStanding(work),
    issues: attempt.issues,
    typed: attempt.typed,
    seen: contract.version,
    commentsHref: paths.contractComments(partnership.id),
    ...presentActions(work),
    ...presentReason(work),
    facts: presentFacts(work),
    parts: presentParts(work, attempt),
    proposals: presentProposals(work),
    ...(unsent ? { unsent } : {}),
    versions: presentVersions(partnership, contracts, today),
    abandoned: work.abandoned.map(presentAbandoned).toReversed(),
  };
}

function withoutLastHref<Crumb extends { label: string }>(crumb: Crumb, index: number, crumbs: Crumb[]) {
  return index === crumbs.length - 1 ? { label: crumb.label } : crumb;
}

/** Only what can be done now is offered. */
function presentActions(work: ContractWork) {
  const { actor, standing, contract, partnership } = work;
  const { id } = partnership;
  const allows = (action: PartnershipAction) => can(actor, action, standing);
  const isTheirSignature = contract.partnershipSignedAt !== null || contract.ministrySignedAt !== null;
  const [us, them] =
    contract.turn === 'partnership' ? ['partnerskabet', 'ministeriet'] : ['ministeriet', 'partnerskabet'];
  return {
    ...(allows('contract.draft')
      ? {
          editHref: paths.contractForm(id),
          proposing: { href: paths.contractProposal(id), label: `Send til ${them}`, losesSignature: isTheirSignature },
        }
      : {}),
    ...(allows('contract.sign')
      ? {
          signing: {
            href: paths.contractSignature(id),
            label: `Jeg har læst kontrakten og underskriver den for ${us}`,
            isFirst: !isTheirSignature,
          },
        }
      : {}),
    ...(allows('contract.abandon') ? { abandoning: { href: paths.renegotiationAbandonment(id) } } : {}),
    ...(allows('contract.renegotiate') ? { renegotiating: { href: paths.renegotiation(id) } } : {}),
  };
}
