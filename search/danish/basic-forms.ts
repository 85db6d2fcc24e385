import { flagsOf, IRREGULAR, irregularFormOf } from './dictionary.ts';
import { withoutEnding } from './endings.ts';
import { createRecent } from './recent.ts';

/** Flags of a noun: its endings with the article, or in the plural. */
const noun = /,(2|3|4|5|7|11|13|14|15|18|19|44|45|46|47|57|58|64|65|66|70|71|84|85),/;
const verb = new RegExp(`,(1|20|21|${IRREGULAR}),`);
/** Adjectives, and plurals that the dictionary has as words of their own. */
const otherInflected = /,(23|24|25|26|28|38|40|41|42|74),/;
const participle = /(t|ende|en)$/;
/** An ending that `spell` joined with the vowel before it: kontoer, firmaet. */
const joinedEnding = /[æø](?=(?:r|rs|rne|rnes|n|ns|t|ts|ne|nes)$)/;

/** Words kept in memory with their basic forms: each is asked for several times in a row. */
const KEPT_WORDS = 20_000;
const kept = createRecent<string[]>(KEPT_WORDS);

/**
 * The words of the dictionary that this one, in Danish spelling, may be a form of, itself first when it is a basic form,
 * then nouns. A participle is taken for a form of its verb.
 */
export function basicForms(word: string): string[] {
  const known = kept.get(word);
  if (known) return known;
  const found = find(word);
  const all = found.length ? found : find(word.replace(joinedEnding, (letter) => (letter === 'æ' ? 'ae' : 'oe')));
  kept.set(word, all);
  return all;
}

function find(word: string): string[] {
  const before = [...new Set(formsBefore(word))].sort((a, b) => Number(isNoun(b)) - Number(isNoun(a)));
  const others = before.filter((each) => each !== word);
  const own = flagsOf(word) ? [word] : [];
  // What the dictionary has as a word without forms (banken, herrens) is rather a form of another.
  const found = isInflected(word) ? [...own, ...others] : [...others, ...own];
  const basic = found.filter((each) => !isParticiple(each));
  return basic.length ? basic : found;
}

/** What the word is a form of, if it is one. */
function formsBefore(word: string): string[] {
  const irregular = irregularFormOf(word);
  return irregular ? [irregular, ...withoutEnding(word)] : withoutEnding(word);
}

/** An adjective that is a verb's participle: ansat, spændende, skreven. */
function isParticiple(word: string): boolean {
  if (!participle.test(word) || isNoun(word)) return false;
  return word.endsWith('n') ? irregularFormOf(word) !== undefined : formsBefore(word).some(isVerb);
}

function isInflected(word: string): boolean {
  return isNoun(word) || isVerb(word) || otherInflected.test(flagsOf(word));
}

function isNoun(word: string): boolean {
  return noun.test(flagsOf(word));
}

function isVerb(word: string): boolean {
  return verb.test(flagsOf(word));
}
