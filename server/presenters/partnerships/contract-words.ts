import type { ActivityStatus } from '#content/db/schema.ts';
import type { Channel, ReportingInterval, ResultGoal, SplitKind, Unit } from '#content/partnerships/contract.ts';

/** What is counted, wherever a unit is named. */
export const unitLabels: Record<Unit, string> = {
  persons: 'Personer',
  percent: 'Procent',
  dkk: 'Kroner',
  number: 'Antal',
};

export const directionLabels: Record<ResultGoal['direction'], string> = {
  up: 'Tallet skal stige',
  down: 'Tallet skal falde',
};

export const aggregationLabels: Record<ResultGoal['aggregation'], string> = {
  latest: 'Det seneste tal gælder',
  sum: 'Tallene lægges sammen',
};

export const splitKindLabels: Record<SplitKind, string> = { sex: 'Køn', age: 'Alder' };

export const reportingLabels: Record<ReportingInterval, string> = {
  month: 'Hver måned',
  quarter: 'Hvert kvartal',
  half_year: 'Hvert halvår',
  year: 'Hvert år',
};

export const channelLabels: Record<Channel, string> = {
  entry: 'Erfaringer her i databasen',
  reads: 'Læsninger af erfaringerne',
  event: 'Arrangementer',
  other: 'På en anden måde',
};

export const statusLabels: Record<ActivityStatus, string> = {
  planned: 'Planlagt',
  running: 'I gang',
  done: 'Gennemført',
  dropped: 'Opgivet',
};

/** What the fields of a contract are called, by part. */
export const fieldLabels: Record<string, string> = {
  reason: 'Forudsætningen, der er ændret',
  text: 'Kontrakten i almindelige ord',
  effective_from: 'Gælder fra',
  reporting: 'Rapportering',
};

export const goalFieldLabels: Record<string, string> = {
  text: 'Mål',
  indicator: 'Det, der tælles',
  unit: 'Enhed',
  direction: 'Retning',
  aggregation: 'Flere perioder',
  baseline: 'Udgangspunkt',
  baseline_date: 'Målt den',
  target: 'Det, der skal nås',
  deadline: 'Frist',
  splits: 'Deles på',
  source: 'Kilde',
  frequency: 'Hvor tit',
  responsible: 'Ansvarlig',
};

export const activityFieldLabels: Record<string, string> = {
  text: 'Aktivitet',
  start: 'Begynder',
  end: 'Slutter',
  responsible: 'Ansvarlig',
};

export const stepFieldLabels: Record<string, string> = {
  text: 'Hvad',
  audience: 'Til hvem',
  channel: 'Hvordan',
  target: 'Antal',
  due: 'Senest',
};

/** The labels of a choice, for the form. */
export function toChoices(labels: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

const partNames: Record<string, string> = { goals: 'Mål', activities: 'Aktivitet', dissemination: 'Formidling, punkt' };

/** `Mål 2: ` for what is wrong at `goals.1.deadline`, where it is told away from its field. */
export function namePart(field: string): string {
  const [group = '', index, name] = field.split('.');
  return name && partNames[group] ? `${partNames[group]} ${Number(index) + 1}: ` : '';
}
