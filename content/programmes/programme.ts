import type { Appropriation } from './appropriation.ts';

/** What an editor decides of a programme: a scheme under which the ministry signs result contracts. */
export interface ProgrammeContent {
  name: string;
  /** Markdown. */
  text: string;
  /** Days as yyyy-mm-dd; an open end is open. */
  startDate: string;
  endDate: string | null;
  /** Where the money comes from. */
  source: string;
  /** The special rules that hold for it. */
  rules: string;
  appropriations: Appropriation[];
  /** Whether readers see it. */
  published: boolean;
}

export interface Programme extends ProgrammeContent {
  id: number;
  slug: string;
  /** Grows with each save. */
  version: number;
  updatedAt: Date;
}
