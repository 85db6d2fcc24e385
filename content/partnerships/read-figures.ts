import type { Issue } from '../entries/entry.ts';
import { findCprNumbers } from '../personal-data/cpr.ts';
import { readNumber } from '../typed-number.ts';
import { boundsOf, type ResultGoal, type SplitKind } from './contract.ts';
import {
  emptyFigure,
  type Figure,
  figureField,
  type Split,
  splitGroups,
  type TypedFigure,
  type TypedReport,
} from './report.ts';

/** What was typed about each goal as figures, or all that must be mended first, each at its field. */
export function readFigures(typed: TypedReport, goals: ResultGoal[]): { figures: Figure[]; issues: Issue[] } {
  const read = goals.map((goal) => readFigure(typed[goal.key] ?? emptyFigure, goal));
  return { figures: read.map(({ figure }) => figure), issues: read.flatMap(({ issues }) => issues) };
}

function readFigure(typed: TypedFigure, goal: ResultGoal): { figure: Figure; issues: Issue[] } {
  const issues: Issue[] = [];
  const refuse = (part: 'actual' | 'note' | 'evidence_url', message: string | undefined) => {
    if (message) issues.push({ field: figureField(part, goal.key), message });
  };
  const actual = readNumber(typed.actual);
  refuse('actual', findActualTrouble(typed.actual, actual, goal));
  const splits = goal.splits.map((kind) => readSplit(typed.split, kind, goal, actual));
  issues.push(...splits.flatMap((one) => one.issues));
  refuse('note', findCprTrouble(typed.note));
  refuse('evidence_url', findAddressTrouble(typed.evidence_url) ?? findCprTrouble(typed.evidence_url));
  const split: Split = Object.assign({}, ...splits.map((one) => one.split));
  const { note, evidence_url: evidenceUrl } = typed;
  return { figure: { goalKey: goal.key, actual: actual ?? 0, note, evidenceUrl, split }, issues };
}

function findActualTrouble(text: string, actual: number | undefined, { unit }: ResultGoal): string | undefined {
  if (!text.trim()) return 'Skriv tallet for perioden.';
  if (actual === undefined) return `»${text}« er ikke et tal. Skriv for eksempel 12 eller 12,5.`;
  const { least, most } = boundsOf(unit);
  if (actual < least || actual > most)
    return unit === 'percent' ? 'Procent er et tal fra 0 til 100.' : 'Skriv et tal fra 0 og op, højst en billion.';
  return unit === 'persons' && !Number.isInteger(actual) ? 'Personer tælles i hele tal.' : undefined;
}

/** A group that nothing is typed for is no part of the split. */
function readSplit(
  typed: TypedFigure['split'],
  kind: SplitKind,
  { key }: ResultGoal,
  actual: number | undefined,
): { split: Split; issues: Issue[] } {
  const groups = splitGroups[kind].flatMap((group) => {
    const text = (typed[`${kind}.${group}`] ?? '').trim();
    return text ? [{ group, text, persons: readNumber(text) }] : [];
  });
  const wrong = groups.filter(({ persons = -1 }) => !Number.isInteger(persons) || persons < 0);
  const issues = wrong.map(({ group, text }) => ({
    field: figureField('split', key, kind, group),
    message: `»${text}« er ikke et antal personer. Skriv et helt tal, for eksempel 12.`,
  }));
  const persons = Object.fromEntries(groups.map((one) => [one.group, one.persons ?? 0]));
  const message = issues.length ? undefined : findSplitTrouble(Object.values(persons), actual);
  if (message) issues.push({ field: figureField('split', key, kind), message });
  return { split: groups.length ? { [kind]: persons } : {}, issues };
}

function findSplitTrouble(persons: number[], actual: number | undefined): string | undefined {
  if (!persons.length) return undefined;
  if (persons.length === 1) return 'Fordel på mindst to grupper. Skriv 0, hvor der ingen var.';
  const sum = persons.reduce((total, each) => total + each, 0);
  if (actual === undefined || sum === actual) return undefined;
  return `Grupperne giver ${sum.toLocaleString('da')} personer, men tallet er ${actual.toLocaleString('da')}.`;
}

function findAddressTrouble(text: string): string | undefined {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWebAddress = url?.protocol === 'https:' && url.hostname.includes('.') && !url.username && !url.password;
  return isWebAddress ? undefined : 'Skriv en webadresse, der begynder med https://.';
}

function findCprTrouble(text: string): string | undefined {
  return findCprNumbers(text).length ? 'Her står noget, der ligner et CPR-nummer. Fjern det.' : undefined;
}
