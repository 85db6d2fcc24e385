import type { Issue } from '#content/entries/entry.ts';
import { isSameWord } from '#content/thesaurus/list-lines.ts';
import { analyse } from '#search/danish/analyse.ts';

const MAX_WORDS = 30;
const WORD_LENGTH = { min: 2, max: 60 };
const LONGEST_PHRASE = 3;

/** The words of a line, as they were typed. */
interface Words {
  words: string[];
  finds: string[];
}

/** Words parted by commas or lines, each once. */
export function splitWords(value: string): string[] {
  const all = value
    .split(/[,;\n]/)
    .map(oneLine)
    .filter(Boolean);
  return all.filter((word, index) => all.findIndex((other) => isSameWord(other, word)) === index);
}

export function oneLine(value: string): string {
  return value.normalize().replaceAll('\0', '').replace(/\s+/g, ' ').trim();
}

/** What keeps words from being a line of the thesaurus. */
export function findWordIssues({ words, finds }: Words): Issue[] {
  const issues = [
    ...words.flatMap((word) => wordIssues('words', word)),
    ...finds.flatMap((word) => wordIssues('finds', word)),
  ];
  if (issues.length) return issues;
  if (!words.length) return [{ field: 'words', message: 'Skriv mindst ét ord.' }];
  if (words.length + finds.length > MAX_WORDS)
    return [{ field: 'words', message: `Skriv højst ${MAX_WORDS} ord i en linje. Del den i flere.` }];
  if (words.length + finds.length < 2)
    return [{ field: 'words', message: 'Skriv mindst to ord: ét og det, det også skal finde.' }];
  return sameWordIssues({ words, finds });
}

function wordIssues(field: string, word: string): Issue[] {
  const refuse = (reason: string) => [{ field, message: `»${word.slice(0, WORD_LENGTH.max)}« ${reason}` }];
  const { min, max } = WORD_LENGTH;
  if (word.length < min || word.length > max) return refuse(`skal have fra ${min} til ${max} tegn.`);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}\p{M} -]*$/u.test(word))
    return refuse('må kun have bogstaver, tal, mellemrum og bindestreg. Sæt komma mellem ordene.');
  if (word.split(' ').length > LONGEST_PHRASE)
    return refuse(`har mere end ${LONGEST_PHRASE} ord. Sæt komma mellem ord, der ikke hører sammen.`);
  if (!analyse(word).length) return refuse('er et af de småord, som søgningen springer over.');
  return [];
}

/** Forms of one word find each other by themselves: a line must say more. */
function sameWordIssues({ words, finds }: Words): Issue[] {
  const both = finds.find((word) => words.some((other) => isSameWord(other, word)));
  if (both) return [{ field: 'finds', message: `»${both}« står begge steder. Slet det ene.` }];
  const all = [...words, ...finds];
  if (new Set(all.map(keysOfPhrase)).size > 1) return [];
  const message = `»${all[0]}« og »${all[1]}« er samme ord for søgningen, så linjen gør ingen forskel.`;
  return [{ field: 'words', message }];
}

/** What search takes a word or a phrase for; empty where it passes over it. */
const keysOfPhrase = (words: string) => analyse(words).join(' ');
