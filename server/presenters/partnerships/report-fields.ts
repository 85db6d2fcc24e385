import type { Issue } from '#content/entries/entry.ts';
import type { ResultGoal, SplitKind } from '#content/partnerships/contract.ts';
import { figureField, splitGroups, type TypedFigure } from '#content/partnerships/report.ts';
import { longest } from '../../forms/report.ts';
import { unitLabels } from './contract-words.ts';
import { groupLabels, splitLabels } from './split-labels.ts';

/** The fields about one goal. */
export interface GoalFields {
  text: string;
  indicator: string;
  actual: Field;
  splits: { id: string; legend: string; error: string | undefined; groups: Field[] }[];
  note: Field;
  evidence: Field;
}

/** As `views/components/form-field.eta` takes it. */
interface Field {
  name: string;
  label: string;
  value: string;
  maxlength: number;
  error: string | undefined;
  hint?: string;
  rows?: number;
  required?: boolean;
}

/** What is wrong with a field, if anything. */
export const errorIn = (issues: Issue[], name: string) => issues.find(({ field }) => field === name)?.message;

export function presentFields(goal: ResultGoal, typed: TypedFigure, issues: Issue[]): GoalFields {
  const field = (part: 'actual' | 'note' | 'evidence_url', label: string): Field => {
    const name = figureField(part, goal.key);
    return { name, label, value: typed[part], maxlength: longest[part], error: errorIn(issues, name) };
  };
  return {
    ...{ text: goal.text, indicator: goal.indicator },
    actual: field('actual', `${unitLabels[goal.unit]} i perioden`),
    splits: goal.splits.map((kind) => presentSplit(goal.key, kind, typed, issues)),
    note: {
      ...field('note', 'Bemærkning'),
      ...{
        rows: 3,
        required: false,
        hint: 'Alle kan læse den, når rapporten er godkendt. Skriv intet, der kan føres tilbage til en person.',
      },
    },
    evidence: {
      ...field('evidence_url', 'Link til dokumentation'),
      ...{ required: false, hint: 'En adresse, der begynder med https://. Alle kan se den.' },
    },
  };
}

function presentSplit(key: number, kind: SplitKind, { split }: TypedFigure, issues: Issue[]): GoalFields['splits'][0] {
  const id = figureField('split', key, kind);
  return {
    ...{ id, legend: splitLabels[kind], error: errorIn(issues, id) },
    groups: splitGroups[kind].map((group) => {
      const name = figureField('split', key, kind, group);
      const value = split[`${kind}.${group}`] ?? '';
      return {
        name,
        label: groupLabels[group] ?? group,
        value,
        maxlength: longest.split,
        error: errorIn(issues, name),
      };
    }),
  };
}
