// Runs in the browser while someone writes, and on the server through content/readability.ts.

/** How many words a field should have. */
export const lengthGuide = Object.freeze({
  title: Object.freeze({ name: 'Titlen', min: 0, max: 15 }),
  one_liner: Object.freeze({ name: 'Budskabet', min: 0, max: 25 }),
  summary: Object.freeze({ name: 'Sammenfatningen', min: 75, max: 150 }),
});

/** `3,0`, `f.eks.` and `a-kasse` are one word each. */
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-.,:’'/][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

/** After `f.eks.`, `3.` and `kl.` come small letters or digits: no sentence ends there. A blank line or a list item ends one too. */
const SENTENCE_END = /[.!?:…]["'«»”’)\]]*\s+(?=[^\p{Ll}\p{N}\s])|\n\s*\n|\n\s*(?=(?:[-*+#>|]|\d+[.)])\s)/u;

const LONG_WORD = 6;

/** @param {string} text */
export function countWords(text) {
  return text.match(WORD)?.length ?? 0;
}

/**
 * The LIX of a text without markup: words a sentence plus long words in per cent, as a whole number; 0 without words.
 * @param {string} text
 */
export function lix(text) {
  const words = text.match(WORD) ?? [];
  if (!words.length) return 0;
  const sentences = text.split(SENTENCE_END).filter((sentence) => countWords(sentence)).length;
  const long = words.filter((word) => (word.match(/\p{L}/gu)?.length ?? 0) > LONG_WORD).length;
  return Math.round(words.length / sentences + (100 * long) / words.length);
}

/** @param {number} value */
export function lixAdvice(value) {
  if (value < 35) return `Teksten er let at læse (LIX ${value}).`;
  if (value < 45) return `Teksten er middelsvær (LIX ${value}). De fleste kan læse den.`;
  if (value < 55) return `Teksten er svær (LIX ${value}). Del de lange sætninger op, og brug kortere ord.`;
  return `Teksten er meget svær (LIX ${value}). Skriv én ting i hver sætning, og brug kortere ord.`;
}

/**
 * What to do about the length of a text without markup; undefined when it is fine, empty or has no guide.
 * @param {string} field
 * @param {string} text
 */
export function checkLength(field, text) {
  if (!Object.hasOwn(lengthGuide, field)) return undefined;
  const { name, min, max } = lengthGuide[field];
  const words = countWords(text);
  if (!words || (words >= min && words <= max)) return undefined;
  return `${name} har ${words} ord. Skriv ${min ? `${min}–${max}` : `højst ${max}`}.`;
}
