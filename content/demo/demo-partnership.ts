import type { MemberType, Verdict } from '../db/schema.ts';
import type { ContractContent } from '../partnerships/contract.ts';
import type { Split } from '../partnerships/report.ts';

/** The time of all invented partnerships. */
export const START = '2006-01-01';
export const END = '2007-12-31';

/** An invented partnership with all that becomes of it. Days are yyyy-mm-dd. */
export interface DemoPartnership {
  slug: string;
  name: string;
  summary: string;
  members: { name: string; type: MemberType; municipality?: string; task: string }[];
  grants: { year: number; commitment: number; paid: number; advance: number }[];
  contracts: { effectiveFrom: string; signedOn: string; reason: string; content: ContractContent }[];
  /** The figures of each period by goal key; a period is named by its first day. */
  reports: Record<string, Record<number, { actual: number; note?: string; split?: Split }>>;
  assessments: DemoAssessment[];
  /** What the activities of the contract have come to, by key. */
  activities: Record<number, 'planned' | 'running' | 'done' | 'dropped'>;
  events: { stepKey: number; title: string; heldOn: string; participants: number }[];
  /** The entry that the newest assessment became. */
  entry: {
    slug: string;
    title: string;
    one_liner: string;
    summary: string;
    method: string;
    results: string;
    goal: number;
  };
}

export interface DemoAssessment {
  year: number;
  verdict: Verdict;
  reasons: string;
  answer: string;
  goals: Record<number, [verdict: Verdict, reasons: string]>;
}

export function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
