import { findCprNumbers } from '../personal-data/cpr.ts';
import { firstNames } from '../personal-data/names.ts';

const LONGEST = 100;

/** Names that are words as well. In small letters and without a word that could be a surname they are no person. */
const ambiguousNames = new Set(
  'anker august bent bo dan enes hans line liv lærke mark max per rosa stig thi tom'.split(' '),
);
const functionWords = new Set(
  'af alle at blandt de den der det efter eller en er et for fra har hos i ikke ind med nu når og om på som til uden under ved år'.split(
    ' ',
  ),
);

/**
 * A query as it is counted: in small letters with single spaces, so that many readers ask the same. Undefined where it
 * could tell of a person, since what is counted is seen by others.
 */
export function toCountedQuery(q: string): string | undefined {
  const words = q.replaceAll('\0', '').toWellFormed().normalize().replace(/\s+/g, ' ').trim();
  if (words.length > LONGEST || !/[\p{L}\p{N}]/u.test(words) || couldTellOfPerson(words)) return undefined;
  return words.toLocaleLowerCase('da');
}

function couldTellOfPerson(query: string): boolean {
  const plain = query.normalize('NFKC').replace(/[\p{Cf}\p{M}]/gu, '');
  return holdsNumber(plain) || findCprNumbers(query).length > 0 || holdsAddress(plain) || holdsName(query);
}

/** Six digits in a row, or a telephone number in pairs. */
function holdsNumber(text: string): boolean {
  return /\p{Nd}{6}|(?<!\p{Nd})\p{Nd}\p{Nd}(?:[ .-]\p{Nd}\p{Nd}){3}(?!\p{Nd})/u.test(text);
}

/** An e-mail address, also one that is written round about. */
function holdsAddress(text: string): boolean {
  return /@|[([{] ?(?:at|a|snabel-?a) ?[)\]}]/i.test(text);
}

/** Readers seldom write capital letters, so one known first name is enough. */
function holdsName(query: string): boolean {
  const words = query.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return words.some((word, index) => {
    const name = toFirstName(word);
    if (name === undefined) return false;
    if (!ambiguousNames.has(name) || /^\p{Lu}/u.test(word)) return true;
    const next = words[index + 1]?.toLowerCase();
    return next !== undefined && !functionWords.has(next);
  });
}

/** `Mette` and `mettes` as `mette`; `dans` is a dance. */
function toFirstName(word: string): string | undefined {
  const name = word.normalize().toLowerCase();
  if (firstNames.has(name)) return name;
  const bare = name.replace(/s$/, '');
  return bare.length > 3 && firstNames.has(bare) ? bare : undefined;
}
