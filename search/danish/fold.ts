const letters: Record<string, string> = {
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
  ä: 'ae',
  ö: 'oe',
  ß: 'ss',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  đ: 'd',
};

/** Text in lower case and plain letters: æ, ø and å as ae, oe and aa, no accents. Folding twice changes nothing. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (isPlain(lower)) return lower;
  return lower
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[æøåäößœðþłđ]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

/** The word as Danish spells it, whichever way it was written: boernehave and Børnehave both give børnehave. */
export function spell(word: string): string {
  return fold(word).replace(/ae|oe|aa/g, (pair) => ({ ae: 'æ', oe: 'ø', aa: 'å' })[pair] ?? pair);
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
