import { compareWords, type TextPart } from '../compare-texts.ts';
import type { Activity, ContractContent, DisseminationStep, ResultGoal } from './contract.ts';

export type ContractPart = 'contract' | 'goal' | 'activity' | 'dissemination';

/** A part of a contract that says something else than before. */
export interface PartChange {
  kind: ContractPart;
  /** 0 for what is said of the contract as a whole. */
  key: number;
  /** What the part says it is about. */
  title: string;
  change: 'added' | 'removed' | 'changed';
  /** The fields that differ; of a part that was added or removed, all that say something. */
  fields: { field: string; parts: TextPart[] }[];
}

/** A text as it was put before the other side. */
export interface ComparedContract {
  content: ContractContent;
  effectiveFrom: string;
  /** Which precondition changed; empty for the first version. */
  reason: string;
}

/** How people read a value: a day in words, the name of a unit. */
type Say = (field: string, value: string) => string;

/** What differs between two texts of a contract, in its own order; what was removed stands last of its kind. */
export function compareContracts(
  before: ComparedContract,
  after: ComparedContract,
  say: Say = (_, value) => value,
): PartChange[] {
  const [old, now] = [before.content, after.content];
  return [
    ...compareWhole(before, after, say),
    ...compareItems('goal', old.goals.map(readGoal), now.goals.map(readGoal), say),
    ...compareItems('activity', old.activities.map(readActivity), now.activities.map(readActivity), say),
    ...compareItems('dissemination', old.dissemination.map(readStep), now.dissemination.map(readStep), say),
  ];
}

interface Item {
  key: number;
  title: string;
  fields: Record<string, string>;
}

function compareWhole(before: ComparedContract, after: ComparedContract, say: Say): PartChange[] {
  const read = ({ content, effectiveFrom, reason }: ComparedContract) => ({
    reason,
    text: content.text,
    effective_from: effectiveFrom,
    reporting: content.reporting,
  });
  const fields = compareFields(read(before), read(after), say);
  return fields.length ? [{ kind: 'contract', key: 0, title: '', change: 'changed', fields }] : [];
}

function compareItems(kind: ContractPart, before: Item[], after: Item[], say: Say): PartChange[] {
  const old = new Map(before.map((item) => [item.key, item]));
  const kept = new Set(after.map(({ key }) => key));
  const present = after.map(({ key, title, fields }): PartChange => {
    const change = old.has(key) ? 'changed' : 'added';
    return { kind, key, title, change, fields: compareFields(old.get(key)?.fields ?? {}, fields, say) };
  });
  const removed = before
    .filter(({ key }) => !kept.has(key))
    .map(({ key, title, fields }): PartChange => {
      return { kind, key, title, change: 'removed', fields: compareFields(fields, {}, say) };
    });
  return [...present.filter(({ fields }) => fields.length), ...removed];
}

function compareFields(before: Record<string, string>, after: Record<string, string>, say: Say): PartChange['fields'] {
  const names = Object.keys({ ...before, ...after });
  return names
    .map((field) => ({ field, old: before[field] ?? '', now: after[field] ?? '' }))
    .filter(({ old, now }) => old !== now)
    .map(({ field, old, now }) => ({
      field,
      parts: compareValue(field, old && say(field, old), now && say(field, now)),
    }));
}

const prose = ['reason', 'text', 'indicator', 'source', 'frequency', 'audience'];

/** A text is compared by word; of a date or an amount, half is no help. */
function compareValue(field: string, before: string, after: string): TextPart[] {
  if (prose.includes(field)) return compareWords(before, after);
  const parts: TextPart[] = [
    { text: before, change: 'removed' },
    { text: after, change: 'added' },
  ];
  return parts.filter(({ text }) => text);
}

function readGoal({ key, text, baseline, baselineDate, target, splits, measurement, ...goal }: ResultGoal): Item {
  const { indicator, unit, direction, aggregation, deadline } = goal;
  const figures = { baseline: String(baseline), baseline_date: baselineDate, target: String(target), deadline };
  return {
    ...{ key, title: text },
    fields: {
      text,
      indicator,
      unit,
      direction,
      aggregation,
      ...figures,
      splits: splits.toSorted().join(','),
      ...measurement,
    },
  };
}

function readActivity({ key, text, start, end, responsible }: Activity): Item {
  return { key, title: text, fields: { text, start, end, responsible } };
}

function readStep({ key, text, audience, channel, target, due }: DisseminationStep): Item {
  return { key, title: text, fields: { text, audience, channel, target: String(target), due } };
}
