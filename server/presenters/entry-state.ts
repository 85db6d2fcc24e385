import type { EntryState } from '#content/db/schema.ts';
import { type EntrySubject, workState } from '#content/permissions/entry-rules.ts';

const labels: Record<EntryState, string> = {
  draft: 'Kladde',
  submitted: 'Indsendt',
  returned: 'Returneret',
  published: 'Udgivet',
  withdrawn: 'Trukket tilbage',
};

/** What people call the place where the newest text of an entry stands. */
export function labelState(entry: Pick<EntrySubject, 'state' | 'pending' | 'scheduled'>): string {
  return entry.scheduled ? 'Planlagt' : labels[workState(entry)];
}
