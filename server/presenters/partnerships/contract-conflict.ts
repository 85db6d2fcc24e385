import type { TextPart } from '#content/compare-texts.ts';
import type { ComparedContract } from '#content/partnerships/compare-contracts.ts';
import { type TypedContract, toFormEntries } from '../../forms/contract/typed.ts';
import type { ContractWork } from '../../load-contract.ts';
import { paths } from '../../paths.ts';
import type { ComparedPart } from '../comparison.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { type ChangedPart, presentContractChanges } from './contract-changes.ts';
import { contractCrumbs } from './contract-form.ts';

/** Both texts where they differ; `mine` over the stored one is what a save would do. */
export function presentContractConflict(
  work: ContractWork,
  typed: TypedContract,
  mine: ComparedContract,
): ConflictPage {
  const { contract, partnership } = work;
  return {
    page: {
      title: 'Teksten er gemt et andet sted imens',
      noindex: true,
      breadcrumbs: [...contractCrumbs(work), { label: 'To udgaver' }],
    },
    other: 'En anden gemte',
    differences: presentContractChanges(contract, mine).flatMap(presentDifferences),
    saveHref: paths.contractDraft(partnership.id),
    keepHref: paths.contractForm(partnership.id),
    entries: toFormEntries({ ...typed, based_on: contract.version }),
  };
}

type Difference = ConflictPage['differences'][number];

/** Each field that differs by itself; a goal, activity or step that only one text has is one difference. */
function presentDifferences({ kind, change, heading, fields }: ChangedPart): Difference[] {
  if (kind !== 'contract' && change !== 'changed') return [presentMissing(heading, change, fields)];
  return fields.map(({ label, parts }) => ({
    label: kind === 'contract' ? label : `${heading} · ${label}`,
    mine: without(parts, 'removed'),
    theirs: without(parts, 'added'),
  }));
}

function presentMissing(label: string, change: 'added' | 'removed', fields: ChangedPart['fields']): Difference {
  const lines = fields.map((field) => `${field.label}: ${field.parts.map(({ text }) => text).join('')}`);
  const text: TextPart[] = [{ text: lines.join('\n'), change }];
  return change === 'added' ? { label, mine: text, theirs: [] } : { label, mine: [], theirs: text };
}

function without(parts: ComparedPart[], change: TextPart['change']): TextPart[] {
  return parts.filter((part): part is TextPart => part.change !== 'left-out' && part.change !== change);
}
