import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A person's name as written, and the sensitive word that stands nearest to it. */
export interface NamedPerson {
  name: string;
  word: string;
}

/** So near that the word may well be about the person, even when a new sentence has begun. */
const NEAR = 12;
/** A sentence that is longer is a list or has lost its full stops. */
const LONGEST_SENTENCE = 60;

export const firstNames = new Set(readList('first-names.txt'));
const isSensitive = matcher(readList('sensitive-words.txt'));

/**
 * Full names near words about illness, crime, faith and the like. It knows common first names only, and a name may be
 * that of a consultant: what it finds is reason to look, not to refuse.
 */
export function findNamesNearSensitiveWords(text: string): NamedPerson[] {
  const words = splitWords(text.replace(/[*_`\\]/g, ''));
  const found = new Map<string, NamedPerson>();
  for (let index = 0; index < words.length; index += 1) {
    const length = nameLength(words, index);
    if (!length) continue;
    const name = words.slice(index, index + length).map((word) => word.text);
    const near = nearestSensitive(words, index, length);
    if (near) found.set(`${name.join(' ')} ${near}`, { name: name.join(' '), word: near });
    index += length - 1;
  }
  return [...found.values()];
}

interface Word {
  text: string;
  /** Counted from the beginning of the text. */
  sentence: number;
  /** Whether only a space parts it from the word before. */
  follows: boolean;
}

function splitWords(text: string): Word[] {
  const words: Word[] = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(/\p{Lu}\.(?=\s+\p{Lu}|\s+\p{Ll})|\p{L}[\p{L}\p{M}’'-]*/gu)) {
    const gap = text.slice(end, index);
    const before = words.at(-1)?.sentence ?? 0;
    const sentence = /[.!?]["»”)]*\s|\n\s*\n/.test(gap) ? before + 1 : before;
    words.push({ text: word, sentence, follows: /^\s+$/.test(gap) });
    end = index + word.length;
  }
  return words;
}

/** How many words from `index` on are a full name: a first name we know, then surnames, initials or `al`, `van` …; else 0. */
function nameLength(words: Word[], index: number): number {
  const [first = ''] = words[index]?.text.toLowerCase().split('-') ?? [];
  if (!firstNames.has(first) || !/^\p{Lu}/u.test(words[index]?.text ?? '')) return 0;
  let length = 1;
  while (length < 5 && words[index + length]?.follows && isNamePart(words[index + length]?.text ?? '')) length += 1;
  while (length > 1 && particles.has(words[index + length - 1]?.text ?? '')) length -= 1;
  return length > 1 ? length : 0;
}

const particles = new Set(['al', 'el', 'bin', 'ben', 'ibn', 'abu', 'van', 'von', 'de', 'da', 'la']);

/** `Holm`, `Al-Hassan`, `H.`; not `PTSD`. */
function isNamePart(word: string): boolean {
  return particles.has(word) || /^\p{Lu}(?:\.?$|[\p{L}’'-]*\p{Ll})/u.test(word);
}

function nearestSensitive(words: Word[], index: number, length: number): string | undefined {
  const sentence = words[index]?.sentence;
  for (let distance = 1; distance <= LONGEST_SENTENCE; distance += 1) {
    const neighbours = [words[index - distance], words[index + length - 1 + distance]];
    const near = neighbours.find(
      (word) => word && (distance <= NEAR || word.sentence === sentence) && isSensitive(word),
    );
    if (near) return near.text;
  }
  return undefined;
}

/** The entries of a list that anyone can extend, in small letters. */
function readList(file: string): string[] {
  return readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .map((line) => line.trim().toLowerCase())
    .filter((line) => line && !line.startsWith('#'));
}

/** Reads `=word` as the word itself, `*part` as any word that holds it, others as the beginning of words. */
function matcher(entries: string[]): (word: Word) => boolean {
  const escaped = entries.map((entry) => entry.replace(/[^\p{L}=*]/gu, '\\$&'));
  const pattern = escaped.map((entry) =>
    entry.startsWith('=') ? `${entry.slice(1)}$` : entry.startsWith('*') ? `.*${entry.slice(1)}` : entry,
  );
  const expression = new RegExp(`^(?:${pattern.join('|')})`, 'iu');
  return ({ text }) => expression.test(text);
}
