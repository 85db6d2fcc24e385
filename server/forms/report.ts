import { z } from 'zod';
import type { Issue } from '#content/entries/entry.ts';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import { figureField, splitGroups, type TypedFigure, type TypedReport } from '#content/partnerships/report.ts';
import { neededWords, orRefuse, readForm } from './read-form.ts';
import { readButton } from './term.ts';

/** More than these cannot be kept even while it is being written. */
export const longest = { actual: 50, note: 2000, evidence_url: 500, split: 20 };

/** What a form about a report says, whether or not it can be used. */
export interface ReportForm {
  typed: TypedReport;
  /** Why it cannot be kept as it was typed; empty nearly always, since a draft may say anything. */
  issues: Issue[];
  /** The version that the page showed; -1 where nothing of the report was sent along. */
  basedOn: number;
}

export function readReport(body: unknown, goals: ResultGoal[]): ReportForm {
  const version = readText(body, 'version');
  const typed = Object.fromEntries(goals.map((goal) => [goal.key, readFigure(body, goal)]));
  return {
    typed,
    issues: goals.flatMap(({ key }) => findTooLong(key, typed[key] as TypedFigure)),
    basedOn: /^\d{1,9}$/.test(version) ? Number(version) : -1,
  };
}

function readFigure(body: unknown, { key, splits }: ResultGoal): TypedFigure {
  const groups = splits.flatMap((kind) =>
    splitGroups[kind].map((group): [string, string] => [
      `${kind}.${group}`,
      readText(body, figureField('split', key, kind, group)),
    ]),
  );
  return {
    actual: readText(body, figureField('actual', key)),
    note: readText(body, figureField('note', key)),
    evidence_url: readText(body, figureField('evidence_url', key)),
    split: Object.fromEntries(groups.filter(([, text]) => text)),
  };
}

/** The same fields as a form sends them, for a page that sends them again. */
export function toReportEntries(typed: TypedReport): [name: string, value: string][] {
  return Object.entries(typed).flatMap(([goal, { split, ...texts }]) => [
    ...Object.entries(texts).map(([part, text]): [string, string] => [`${part}_${goal}`, text]),
    ...Object.entries(split).map(([group, text]): [string, string] => [
      figureField('split', Number(goal), ...group.split('.')),
      text,
    ]),
  ]);
}

function findTooLong(key: number, { split, ...texts }: TypedFigure): Issue[] {
  const fields = [
    ...(['actual', 'note', 'evidence_url'] as const).map(
      (part) => [figureField(part, key), texts[part], longest[part]] as const,
    ),
    ...Object.entries(split).map(
      ([group, text]) => [figureField('split', key, ...group.split('.')), text, longest.split] as const,
    ),
  ];
  return fields
    .filter(([, text, most]) => text.length > most)
    .map(([field, , most]) => ({ field, message: `Skriv højst ${most.toLocaleString('da')} tegn.` }));
}

/** The goal that evidence is about; 0 is none. */
export function readGoalKey(body: unknown): number {
  const text = readTypedGoal(body);
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

export const readTypedGoal = (body: unknown): string => readText(body, 'goal');

const returning = z.object({ reason: neededWords(4000, 'Skriv, hvad der skal ændres.') });

/** What the ministry decided on the version that it saw: to return it with a reason, or to approve it. */
export function readDecision(body: unknown): { seenVersion: number; reason: string | null } {
  const seenVersion = Number(readText(body, 'version')) || 0;
  const isApproved = readButton(body, 'decision', 'return', 'approve') === 'approve';
  return { seenVersion, reason: isApproved ? null : orRefuse(readForm(returning, body)).reason };
}

export const readTypedReason = (body: unknown): string => readText(body, 'reason');

/** A text as the database can keep it, from an ordinary form or from one with files. */
function readText(body: unknown, name: string): string {
  const sent =
    body && typeof body === 'object' && Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : '';
  const last = Array.isArray(sent) ? sent.at(-1) : sent;
  const value = last && typeof last === 'object' && 'value' in last ? last.value : last;
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed().trim() : '';
}
