import { z } from 'zod';
import { Refused } from '#content/refusal.ts';
import type { WishText } from '#content/wishes/add-wish.ts';
import { neededWords, orRefuse, readForm, words } from './read-form.ts';

const MAX_TITLE = 200;
const MAX_NOTE = 1000;
const MAX_QUERY = 200;
const MAX_ADDRESS = 500;

const oneLine = (value: string) => value.replace(/\s+/g, ' ');
const wish = z.object({
  title: neededWords(MAX_TITLE, 'Skriv, hvad erfaringen skal handle om.').transform(oneLine),
  note: words(MAX_NOTE),
  query: words(MAX_QUERY).transform(oneLine),
});
const address = z.object({ entry: neededWords(MAX_ADDRESS, 'Skriv adressen på erfaringen.') });
const anything = z.string().catch('');
const typed = z.object({ title: anything, note: anything, query: anything, entry: anything });
const prefilled = z.object({ titel: anything, soegning: anything });

export function readWish(body: unknown): WishText {
  return orRefuse(readForm(wish, body));
}

/** What stands in the fields, whether or not it can be used. */
export function readTypedWish(body: unknown): z.output<typeof typed> {
  return typed.parse(body ?? {});
}

/** What an address asks to have in the fields of a new wish. */
export function readPrefilledWish(queryString: unknown): WishText {
  const { titel, soegning } = prefilled.parse(queryString ?? {});
  return { title: titel.slice(0, MAX_TITLE), note: '', query: soegning.slice(0, MAX_QUERY) };
}

/** The slug of the entry that a wish was fulfilled by, from its slug or its whole address. */
export function readEntrySlug(body: unknown): string {
  const { entry } = orRefuse(readForm(address, body));
  const [path = ''] = entry.split(/[?#]/, 1);
  const slug = path.replace(/\/+$/, '').split('/').at(-1) ?? '';
  if (!/^[a-z0-9-]+$/.test(slug))
    throw new Refused([{ field: 'entry', message: 'Det ligner ikke adressen på en erfaring.' }]);
  return slug;
}

const begun = z.object({ title: words(MAX_TITLE).transform(oneLine).catch('') });

/** The title that an entry begins with when it is written for a wish; else empty. */
export function readWishedTitle(body: unknown): string {
  return begun.parse(body ?? {}).title;
}
