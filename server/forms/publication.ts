import { z } from 'zod';
import type { Issue } from '#content/entries/entry.ts';
import type { PublishOrder } from '#content/entries/publish-entry.ts';
import { parseLocalTime } from './local-time.ts';
import { type FormResult, readForm, words } from './read-form.ts';

const LONGEST_NOTE = 500;

const schema = z.object({
  kind: z.enum(['minor', 'major']).catch('minor'),
  change_note: words(LONGEST_NOTE),
  when: z.enum(['now', 'later']).catch('now'),
  due_date: z.string().catch(''),
  due_time: z.string().catch(''),
  override_reason: words(2000),
});

/** How and when a text is to be published. The clock's times are those in Denmark. */
export function readPublication(body: unknown, now: Date): FormResult<PublishOrder> {
  const { values, issues } = readForm(schema, body);
  if (issues) return { issues };
  const { instant, issue } = values.when === 'later' ? readDueTime(values, now) : {};
  if (issue) return { issues: [issue] };
  return {
    values: {
      kind: values.kind,
      changeNote: values.change_note,
      dueAt: instant ?? null,
      overrideReason: values.override_reason,
    },
  };
}

function readDueTime(
  { due_date, due_time }: { due_date: string; due_time: string },
  now: Date,
): { instant?: Date; issue?: Issue } {
  const { instant, message } = parseLocalTime(due_date, due_time);
  if (!instant) return { issue: { field: 'due_date', message } };
  if (instant > now) return { instant };
  return { issue: { field: 'due_date', message: 'Tidspunktet er passeret. Vælg et senere, eller udgiv nu.' } };
}
