/** What a result contract says. Keys stay with their goal, activity or step through all versions of a contract. */
export interface ContractContent {
  /** The contract in plain words, Markdown. */
  text: string;
  reporting: ReportingInterval;
  goals: ResultGoal[];
  activities: Activity[];
  dissemination: DisseminationStep[];
}

export type ReportingInterval = 'month' | 'quarter' | 'half_year' | 'year';
export type Unit = 'persons' | 'percent' | 'dkk' | 'number';
export type SplitKind = 'sex' | 'age';

export interface ResultGoal {
  key: number;
  text: string;
  /** What is counted, as "Andel i ordinært arbejde efter seks måneder". */
  indicator: string;
  unit: Unit;
  /** Whether the figure is to rise or to fall. */
  direction: 'up' | 'down';
  /** What the figures of several periods come to: the last one, or all together. */
  aggregation: 'latest' | 'sum';
  baseline: number;
  /** Days as yyyy-mm-dd. */
  baselineDate: string;
  target: number;
  deadline: string;
  /** Of persons alone. */
  splits: SplitKind[];
  measurement: MeasurementMethod;
}

/** How one finds out whether a goal was reached. */
export interface MeasurementMethod {
  source: string;
  frequency: string;
  /** A member's name. */
  responsible: string;
}

export interface Activity {
  key: number;
  text: string;
  start: string;
  end: string;
  /** A member's name. */
  responsible: string;
}

/** `entry`, `reads` and `event` are ticked by what happens on the site; `other` by the partnership. */
export type Channel = 'entry' | 'reads' | 'event' | 'other';

export interface DisseminationStep {
  key: number;
  /** What is passed on. */
  text: string;
  audience: string;
  channel: Channel;
  /** How many entries, reads or events; 1 for `other`. */
  target: number;
  due: string;
}

/** The bounds of a figure, both included. */
export function boundsOf(unit: Unit): { least: number; most: number } {
  return { least: 0, most: unit === 'percent' ? 100 : 1e12 };
}
