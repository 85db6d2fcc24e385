import type { Verdict } from '../db/schema.ts';
import type { ResultGoal } from './contract.ts';
import type { Split } from './report.ts';

/** A sealed assessment: all that it rests on, as it was that day. */
export interface AssessmentRecord {
  year: number;
  partnership: string;
  contract: { number: number; signedAt: string; effectiveFrom: string };
  verdict: Verdict;
  reasons: string;
  answer: string;
  goals: AssessedGoal[];
}

export interface AssessedGoal extends ResultGoal {
  /** Null when no approved report of the year has one. */
  actual: number | null;
  split: Split;
  /** The approved figures that it comes from, the oldest first. */
  figures: {
    periodStart: string;
    periodEnd: string;
    actual: number;
    split: Split;
    note: string;
    evidenceUrl: string;
  }[];
  verdict: Verdict;
  reasons: string;
}

/** As long as a partnership has to answer; then a judgement can be sealed without. */
export const DAYS_TO_ANSWER = 14;
const DAY_MS = 86_400_000;

/** The moment from which on a judgement that was sent can be sealed, answered or not. */
export function answerDeadline(sentAt: Date): Date {
  return new Date(sentAt.getTime() + DAYS_TO_ANSWER * DAY_MS);
}
