const letters: Record<string, string> = {
  æ: 'ae',
  ø: 'oe',
  å: 'aa',
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
  // What is Danish or plain alone, as nearly all words are, needs no look at accents.
  const danish = lower.replace(/[æøå]/g, toPlain);
  return isPlain(danish) ? danish : foldAccents(lower);
}

/** Taken apart first, so that a letter with one more accent (ǽ, ǻ) is still the Danish letter. */
function foldAccents(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/a(?=\p{M}*\u030a)/gu, 'aa')
    .replace(/[ao](?=\p{M}*\u0308)/gu, '$&e')
    .replace(/\p{M}/gu, '')
    .replace(/[æøßœðþłđ]/g, toPlain);
}

function toPlain(letter: string): string {
  return letters[letter] ?? letter;
}

/** The word as Danish spells it, whichever way it was written: boernehave and Børnehave both give børnehave. */
export function spell(word: string): string {
  return fold(word).replace(/ae|oe|aa/g, (pair) => ({ ae: 'æ', oe: 'ø', aa: 'å' })[pair] ?? pair);
}

function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
