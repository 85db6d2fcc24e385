import type { Issue } from '../entries/entry.ts';
import { checkGoal } from './check-goal.ts';
import { checkActivity, checkStep } from './check-plans.ts';
import type { ContractContent } from './contract.ts';

/** What the text of a contract must keep within. Days as yyyy-mm-dd. */
export interface ContractBounds {
  /** The names of the members. */
  members: string[];
  /** The first and the last day of the partnership. */
  start: string;
  end: string;
  /** The first day on which the version can hold, and what that follows from. */
  earliest: { day: string; since: 'start' | 'former version' | 'report' };
}

const tooEarly: Record<ContractBounds['earliest']['since'], string> = {
  start: 'Kontrakten kan ikke gælde, før partnerskabet begynder',
  'former version': 'Den nye version skal gælde fra en senere dag end den forrige. Den tidligste er',
  report: 'Der er godkendt rapporter til og med dagen før, og de beholder deres mål. Den tidligste dag er',
};

/** What is wrong with a contract as it is written, in words. Fields are named as in its form: `goals.0.deadline`. */
export function checkContract(content: ContractContent, effectiveFrom: string, bounds: ContractBounds): Issue[] {
  const { goals, activities, dissemination } = content;
  return [
    ...checkEffect(effectiveFrom, bounds),
    ...goals.flatMap((goal, index) => inPart(`goals.${index}`, checkGoal(goal, bounds))),
    ...findDoubles('goals', goals, 'Målet står der allerede. Slet det ene, eller skriv, hvad der er anderledes.'),
    ...activities.flatMap((activity, index) => inPart(`activities.${index}`, checkActivity(activity, bounds))),
    ...findDoubles('activities', activities, 'Aktiviteten står der allerede. Slet den ene.'),
    ...dissemination.flatMap((step, index) => inPart(`dissemination.${index}`, checkStep(step, bounds))),
    ...findDoubles('dissemination', dissemination, 'Punktet står der allerede. Slet det ene.'),
  ];
}

/** What a contract lacks before it can be put before the other side. */
export function checkComplete({ text, goals, activities, dissemination }: ContractContent): Issue[] {
  const lacks: [boolean, string, string][] = [
    [!text, 'text', 'Skriv kontrakten i almindelige ord.'],
    [!goals.length, 'goals', 'Skriv mindst ét mål.'],
    [!activities.length, 'activities', 'Skriv mindst én aktivitet i handlingsplanen.'],
    [!dissemination.length, 'dissemination', 'Skriv mindst ét punkt i formidlingsplanen.'],
  ];
  return lacks.filter(([isMissing]) => isMissing).map(([, field, message]) => ({ field, message }));
}

/** Each version but the first says which precondition changed. */
export function checkReason(number: number, reason: string): Issue[] {
  return number > 1 && !reason.trim()
    ? [{ field: 'reason', message: 'Skriv, hvilken forudsætning der er ændret.' }]
    : [];
}

export function checkEffect(effectiveFrom: string, { end, earliest }: ContractBounds): Issue[] {
  const refuse = (message: string) => [{ field: 'effective_from', message }];
  if (effectiveFrom < earliest.day) return refuse(`${tooEarly[earliest.since]} ${inWords(earliest.day)}.`);
  if (effectiveFrom > end) return refuse(`Partnerskabet slutter ${inWords(end)}. Vælg en tidligere dag.`);
  return [];
}

function inPart(part: string, issues: Issue[]): Issue[] {
  return issues.map(({ field, message }) => ({ field: `${part}.${field}`, message }));
}

/** The second of two that say the same, however it is spelt. */
function findDoubles(part: string, items: { text: string }[], message: string): Issue[] {
  const texts = items.map(({ text }) => text.toLocaleLowerCase('da').replace(/\s+/g, ' ').trim());
  return texts.flatMap((text, index) =>
    text && texts.indexOf(text) < index ? [{ field: `${part}.${index}.text`, message }] : [],
  );
}

const longDay = new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: 'UTC' });

function inWords(day: string): string {
  return longDay.format(new Date(day));
}
