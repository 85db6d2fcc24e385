const letters: Record<string, string> = {
  æ: 'ae',
  ø: 'oe',
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
  // Taken apart first, so that a letter with one more accent (ǽ, ǻ) is still the Danish letter.
  return lower
    .normalize('NFKD')
    .toLowerCase()
    .replace(/a(?=\p{M}*\u030a)/gu, 'aa')
    .replace(/[ao](?=\p{M}*\u0308)/gu, '$&e')
    .replace(/\p{M}/gu, '')
    .replace(/[æøßœðþłđ]/g, (letter) => letters[letter] ?? letter);
}

/** The word as Danish spells it, whichever way it was written: boernehave and Børnehave both give børnehave. */
export function spell(word: string): string {
  return fold(word).replace(/ae|oe|aa/g, (pair) => ({ ae: 'æ', oe: 'ø', aa: 'å' })[pair] ?? pair);
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
