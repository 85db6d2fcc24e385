import type { TextPart } from '#content/compare-texts.ts';
import type { ComparedContract } from '#content/partnerships/compare-contracts.ts';
import { type TypedContract, toFormEntries } from '../../forms/contract/typed.ts';
import type { ContractWork } from '../../load-contract.ts';
import { paths } from '../../paths.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { presentContractChanges } from './contract-changes.ts';
import { contractCrumbs } from './contract-form.ts';

/** Both texts where they differ; `mine` over the stored one is what a save would do. */
export function presentContractConflict(
  work: ContractWork,
  typed: TypedContract,
  mine: ComparedContract,
): ConflictPage {
  const { contract, partnership } = work;
  const without = (parts: TextPart[], change: TextPart['change']) => parts.filter((part) => part.change !== change);
  return {
    page: {
      title: 'Teksten er gemt et andet sted imens',
      noindex: true,
      breadcrumbs: [...contractCrumbs(work), { label: 'To udgaver' }],
    },
    other: 'En anden gemte',
    differences: presentContractChanges(contract, mine).flatMap(({ heading, fields }) =>
      fields.map(({ label, parts }) => {
        const texts = parts.filter((part): part is TextPart => part.change !== 'left-out');
        return {
          label: `${heading} · ${label}`,
          mine: without(texts, 'removed'),
          theirs: without(texts, 'added'),
        };
      }),
    ),
    saveHref: paths.contractDraft(partnership.id),
    keepHref: paths.contractForm(partnership.id),
    entries: toFormEntries({ ...typed, based_on: contract.version }),
  };
}
