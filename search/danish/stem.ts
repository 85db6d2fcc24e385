import { stemmer } from '@orama/stemmers/danish';
import { basicForms } from './basic-forms.ts';
import { spell } from './fold.ts';
import { madeOf } from './made-of.ts';
import { readWordLists } from './word-lists.ts';

/**
 * The stem of a word in Danish spelling (see `spell`), the same for all its forms. The dictionary knows which word a form
 * belongs to and what that word is made of (vejledning and vejleder of vejlede). Words that go other ways stand in
 * irregular.txt; a word that the dictionary does not have is stemmed by its letters.
 */
export function stem(word: string): string {
  const listed = irregular.get(word) ?? (word.endsWith('s') ? irregular.get(word.slice(0, -1)) : undefined);
  if (listed) return listed;
  const basic = basicForms(word)[0];
  return basic ? stemBasic(basic) : stemUnknown(word);
}

/** Whether the word stands in irregular.txt. */
export function isListed(word: string): boolean {
  return irregular.has(word);
}

function stemBasic(word: string): string {
  const origin = irregular.get(word) ?? originOf(word);
  if (irregular.has(origin)) return irregular.get(origin) as string;
  return origin.length > 3 ? withoutDouble(origin.replace(/e$/, '')) : origin;
}

/** Snowball's stem, taken again until nothing changes. */
function stemUnknown(word: string): string {
  let stem = word;
  for (let next = stemmer(stem); next !== stem; next = stemmer(stem)) stem = next;
  stem = withoutFleetingE(withoutIng(withoutPastEnding(word, stem)));
  return irregular.get(stem) ?? stem;
}

/** Uddannede as uddannet, which Snowball leaves longer. */
function withoutPastEnding(word: string, stem: string): string {
  if (word.length < 7 || !/edes?$/.test(word) || !stem.endsWith('ed')) return stem;
  return withoutDouble(stem.slice(0, -2));
}

/** Tolkning as tolk, behandling as behandle. */
function withoutIng(stem: string): string {
  const rest = /^(.{3,}[^aeiouyæøå])ing$/.exec(stem)?.[1];
  if (!rest) return stem;
  const verb = rest.endsWith('n') && /[^aeiouyæøå]n$/.test(rest) && rest.length > 4 ? rest.slice(0, -1) : rest;
  return withoutDouble(verb);
}

/** Titel and titler, center and centre: an e before the last consonant comes and goes. */
function withoutFleetingE(stem: string): string {
  if (stem.length < 4) return stem;
  return stem.replace(/([^aeiouyæøå])\1?el$/, '$1l').replace(/([tmn])r$/, '$1');
}

function withoutDouble(stem: string): string {
  return stem.replace(/([bdfgklmnprst])\1$/, '$1');
}

/** The word that one is made of at last: personlighed of personlig, and that of person. A listed word is made of none. */
function originOf(word: string): string {
  if (irregular.has(word)) return word;
  const origin = madeOf(word);
  return origin ? originOf(origin) : word;
}

/** Form → the word it belongs to. A line holds a word and those of its forms that do not share its stem. */
const irregular = new Map(
  readWordLists('irregular').flatMap((line) => {
    const [word = '', ...forms] = line.map(spell);
    return [word, ...forms].map((form) => [form, word] as const);
  }),
);
