import { fold } from '../fold.js';

/** A shorter word is marked only where it is a whole one, unless it is the one being typed. */
const SHORTEST_BEGINNING = 3;

/** What was typed is set in bold where words of the label begin with it. Always as text, never as HTML. */
export function appendMarked(element, label, typed) {
  const words = fold(typed).match(/[\p{L}\p{N}]+/gu) ?? [];
  const last = words.at(-1);
  let done = 0;
  for (const { 0: word, index } of label.matchAll(/[\p{L}\p{N}]+/gu)) {
    const length = Math.max(0, ...words.map((begun) => matchLength(word, begun, begun === last)));
    if (!length) continue;
    const bold = document.createElement('b');
    bold.textContent = word.slice(0, length);
    element.append(label.slice(done, index), bold);
    done = index + length;
  }
  element.append(label.slice(done));
}

/** How many letters of a word `begun` takes up: å is one letter, also where it was typed as two. */
function matchLength(word, begun, isLast) {
  const folded = fold(word);
  const matches = isLast || begun.length >= SHORTEST_BEGINNING ? folded.startsWith(begun) : folded === begun;
  if (!matches) return 0;
  let length = 1;
  while (fold(word.slice(0, length)).length < begun.length) length += 1;
  return length;
}
