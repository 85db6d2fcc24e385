import { z } from 'zod';
import { readNumber } from '#content/typed-number.ts';
import { neededWords, readForm, words } from '../read-form.ts';
import { day } from './contract.ts';

const MOST_PARTICIPANTS = 1_000_000;
const anything = z.string().catch('');
const key = z.coerce.number().int().min(0).max(1e6);

const status = z.object({
  activity: key.catch(0),
  status: z.enum(['planned', 'running', 'done', 'dropped'], 'Vælg, hvordan det går.'),
  note: words(500),
});
const event = (today: string) =>
  z.object({
    title: neededWords(200, 'Skriv, hvad der skete.').transform((title) => title.replace(/\s+/g, ' ')),
    held_on: day('Vælg den dag, det skete.').refine(
      (held) => held <= today,
      'Dagen er ikke kommet endnu. Skriv det her, når det er sket.',
    ),
    participants: anything.transform((text, context) => {
      if (!text.trim()) return null;
      const number = readNumber(text);
      if (number !== undefined && Number.isInteger(number) && number >= 0 && number <= MOST_PARTICIPANTS) return number;
      context.addIssue({
        code: 'custom',
        message: 'Skriv antallet af deltagere som et helt tal, eller lad feltet stå tomt.',
      });
      return z.NEVER;
    }),
    step: z.union([z.literal('').transform(() => null), key], 'Vælg et punkt i formidlingsplanen.').catch(null),
  });
const typedStatus = z.object({ activity: anything, status: anything, note: anything });
const typedEvent = z.object({ title: anything, held_on: anything, participants: anything, step: anything });

export const readActivityStatus = (body: unknown) => readForm(status, body);
/** What has happened by `today`. */
export const readEvent = (body: unknown, today: string) => readForm(event(today), body);

/** What stands in the fields, whether or not it can be used. */
export type TypedStatus = z.output<typeof typedStatus>;
export type TypedEvent = z.output<typeof typedEvent>;

export const readTypedStatus = (body: unknown): TypedStatus => typedStatus.parse(body ?? {});
export const readTypedEvent = (body: unknown): TypedEvent => typedEvent.parse(body ?? {});
