import {
  type ComparedContract,
  type ContractPart,
  compareContracts,
  type PartChange,
} from '#content/partnerships/compare-contracts.ts';
import { formatFigure } from '#content/partnerships/figures.ts';
import { type ComparedField, shorten } from '../comparison.ts';
import { formatDay } from '../format.ts';
import {
  activityFieldLabels,
  aggregationLabels,
  channelLabels,
  directionLabels,
  fieldLabels,
  goalFieldLabels,
  reportingLabels,
  splitKindLabels,
  stepFieldLabels,
  unitLabels,
} from './contract-words.ts';

/** A part of a contract that was changed, with its fields as insertions and deletions. */
export interface ChangedPart {
  /** `Nyt mål: Flere kommer i arbejde` */
  heading: string;
  kind: ContractPart;
  change: PartChange['change'];
  fields: ComparedField[];
}

const headings: Record<Exclude<ContractPart, 'contract'>, Record<PartChange['change'], string>> = {
  goal: { added: 'Nyt mål', removed: 'Fjernet mål', changed: 'Mål' },
  activity: { added: 'Ny aktivitet', removed: 'Fjernet aktivitet', changed: 'Aktivitet' },
  dissemination: {
    added: 'Nyt punkt i formidlingsplanen',
    removed: 'Fjernet fra formidlingsplanen',
    changed: 'Formidling',
  },
};

const labels: Record<ContractPart, Record<string, string>> = {
  contract: fieldLabels,
  goal: goalFieldLabels,
  activity: activityFieldLabels,
  dissemination: stepFieldLabels,
};

/** What one text of a contract says otherwise than the one before it; empty where they say the same. */
export function presentContractChanges(before: ComparedContract, after: ComparedContract): ChangedPart[] {
  return compareContracts(before, after, sayValue).map((part) => ({
    ...{ kind: part.kind, change: part.change },
    heading: part.kind === 'contract' ? 'Kontrakten som helhed' : `${headings[part.kind][part.change]}: ${part.title}`,
    fields: part.fields.map(({ field, parts }) => ({
      field,
      label: labels[part.kind][field] ?? field,
      isList: false,
      parts: field === 'text' && part.kind === 'contract' ? parts.flatMap(shorten) : spaced(parts),
    })),
  }));
}

/** What was there and what is there now stand apart. */
function spaced(parts: PartChange['fields'][number]['parts']): ComparedField['parts'] {
  if (!parts.every(({ change }) => change !== 'same')) return parts;
  return parts.flatMap((part, index) => (index ? [{ text: ' ', change: 'same' as const }, part] : [part]));
}

const wordings: Record<string, Record<string, string>> = {
  unit: unitLabels,
  direction: directionLabels,
  aggregation: aggregationLabels,
  reporting: reportingLabels,
  channel: channelLabels,
};

function sayValue(field: string, value: string): string {
  if (Object.hasOwn(wordings, field)) return wordings[field]?.[value] ?? value;
  if (field === 'splits') return value.split(',').map(sayKind).join(' og ');
  if (field === 'baseline' || field === 'target') return formatFigure(Number(value), 'number');
  return /^\d{4}-\d\d-\d\d$/.test(value) ? formatDay(value) : value;
}

function sayKind(kind: string): string {
  return kind === 'sex' || kind === 'age' ? splitKindLabels[kind].toLowerCase() : kind;
}
