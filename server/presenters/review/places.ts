import { textFields } from '#content/entries/fields.ts';

const places = new Set<string>([
  ...['title', 'one_liner', ...textFields, 'areas', 'contact', 'links', 'attachments'],
  ...['return_reason', 'withdrawal_reason', 'due_date', 'due_time', 'change_note', 'override_reason'],
]);
const facts = ['methods', 'target_groups', 'municipalities', 'nationwide', 'start_date', 'end_date', 'language'];

/** Where on the page a field stands; empty where it stands nowhere. */
export function toPlace(field: string): string {
  if (places.has(field) || field.startsWith('comment-')) return field;
  if (facts.includes(field) || field.startsWith('organisation')) return 'areas';
  const whole = field.split(/[._]/, 1)[0] ?? '';
  return ['contact', 'links'].includes(whole) ? whole : '';
}
