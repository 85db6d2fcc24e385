import { checkLength, countWords, lix, lixAdvice } from '../readability.js';

/** Below this a single long word decides. */
const WORDS_FOR_LIX = 30;

/**
 * What to say under a field about how long its text is and how easy to read; empty while nothing is written.
 * @param {string} field
 * @param {string} markdown
 */
export function adviseOn(field, markdown) {
  const text = withoutMarkup(markdown);
  const words = countWords(text);
  if (!words) return '';
  const length = checkLength(field, text) ?? `${words} ord.`;
  return words < WORDS_FOR_LIX ? length : `${length} ${lixAdvice(lix(text))}`;
}

/** Addresses and pictures are not for reading. Line breaks stay: they end headings and list items. */
function withoutMarkup(markdown) {
  return markdown.replace(/!\[[^[\]]*\]\([^()]*\)/g, ' ').replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1');
}
