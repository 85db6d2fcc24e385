import type { EntryState, TrialState, WouldAgain } from '../db/schema.ts';

/** What somebody tells of the trial that her municipality made with the effort of an entry. */
export interface TrialContent {
  municipalityCode: string;
  /** A trial of whole months begins on a first day, and ends on a last one. */
  startedOn: string;
  endedOn: string | null;
  /** What was done otherwise than the entry says. */
  changes: string;
  cost: string;
  outcome: string;
  wouldAgain: WouldAgain;
  /** Personal data stands here alone. */
  contact: TrialContact;
}

export interface TrialContact {
  name: string;
  phone: string;
  email: string;
}

/** A trial as the one who wrote it and reviewers see it. */
export interface Trial extends TrialContent {
  id: number;
  municipality: string;
  entry: { id: number; slug: string; title: string; state: EntryState };
  state: TrialState;
  /** Grows with each change. */
  version: number;
  /** Why it was returned or taken from readers; else empty. */
  reason: string;
  submittedAt: Date;
  submittedBy: number;
  writer: string;
  writerOrganisation: string;
  decidedAt: Date | null;
  decider: string | null;
}

/** A trial as readers see it. */
export interface PublishedTrial extends Omit<TrialContent, 'municipalityCode'> {
  municipality: string;
}
