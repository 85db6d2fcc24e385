import type { Issue } from '#content/entries/entry.ts';
import { LONGEST_REASON, LONGEST_TEXT } from '../../forms/contract/contract.ts';
import { typeContract } from '../../forms/contract/items.ts';
import { MOST_ITEMS, type TypedContract } from '../../forms/contract/typed.ts';
import type { ContractWork } from '../../load-contract.ts';
import { paths } from '../../paths.ts';
import type { Page } from '../page.ts';
import { type PresentedComment, presentComments } from './contract-comments.ts';
import {
  aggregationLabels,
  channelLabels,
  directionLabels,
  namePart,
  reportingLabels,
  splitKindLabels,
  toChoices,
  unitLabels,
} from './contract-words.ts';

type Choice = { value: string; label: string };

/** The text of a contract in fields. */
export interface ContractForm {
  page: Page;
  heading: string;
  lead: string;
  href: string;
  backHref: string;
  typed: TypedContract;
  /** Whether the text has to say which precondition changed, or does. */
  asksReason: boolean;
  issues: Issue[];
  /** The same, each with the part that it is about. */
  summary: Issue[];
  limits: { reason: number; text: number; items: number };
  choices: Record<'unit' | 'direction' | 'aggregation' | 'splits' | 'reporting' | 'channel', Choice[]>;
  members: Choice[];
  /** What was said of each part, by its name: `goal:1`. */
  comments: Record<string, PresentedComment[]>;
}

export interface FormState {
  /** Left out, the contract as it is stored. */
  typed?: TypedContract;
  issues?: Issue[];
}

export function presentContractForm(work: ContractWork, { typed, issues = [] }: FormState = {}): ContractForm {
  const { partnership, contract, bounds } = work;
  const { id } = partnership;
  const title = contract.number === 1 ? 'Skriv resultatkontrakten' : `Skriv version ${contract.number} af kontrakten`;
  return {
    page: { title, noindex: true, breadcrumbs: [...contractCrumbs(work), { label: 'Skriv' }] },
    heading: title,
    lead: 'I kan gemme undervejs og skrive videre senere. Først når teksten bliver sendt, har den anden part ordet.',
    href: paths.contractDraft(id),
    backHref: paths.contractDraft(id),
    typed: typed ?? typeContract(contract),
    asksReason: contract.number > 1 || !!typed?.reason,
    issues,
    summary: issues.map(({ field, message }) => ({ field, message: namePart(field) + message })),
    limits: { reason: LONGEST_REASON, text: LONGEST_TEXT, items: MOST_ITEMS },
    choices: {
      unit: toChoices(unitLabels),
      direction: toChoices(directionLabels),
      aggregation: toChoices(aggregationLabels),
      splits: toChoices(splitKindLabels),
      reporting: toChoices(reportingLabels),
      channel: toChoices(channelLabels),
    },
    members: [{ value: '', label: 'Vælg et medlem' }, ...bounds.members.map((name) => ({ value: name, label: name }))],
    comments: presentComments(work),
  };
}

export function contractCrumbs({ partnership: { id, name } }: Pick<ContractWork, 'partnership'>) {
  return [
    { label: 'Forside', href: paths.front() },
    { label: name, href: paths.ownPartnership(id) },
    { label: 'Resultatkontrakt', href: paths.contractDraft(id) },
  ];
}
