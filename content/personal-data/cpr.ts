/** The CPR numbers in a text as people write it, Markdown and HTML included, each once as ten digits. */
export function findCprNumbers(text: string): string[] {
  const plain = foldCharacters(decodeEntities(text));
  const found = readings.flatMap((read) => {
    const reading = read(plain).replace(/\s+/g, ' ');
    return patterns.flatMap((pattern) => [...reading.matchAll(pattern)].map(toDigits));
  });
  return [...new Set(found.filter(isCpr))];
}

/** A number that was found, for showing: `010203-••••`. */
export function maskCpr(number: string): string {
  return `${number.replace(/\D/g, '').slice(0, 6)}-••••`;
}

/**
 * Markup between digits may join them (`010203-12**34**`) or part them (`<td>5</td><td>010203-1234</td>`), and what
 * stands within a tag is kept and given to others too. So a text is read in every way.
 */
const markup = /<[!/]?[a-z-][^<>]*>|[*~`]+/gi;
const readings: ((text: string) => string)[] = [
  (text) => text,
  (text) => text.replace(markup, ''),
  (text) => text.replace(markup, ' '),
];

// A country code is no day (+31 …), an account in the Finance Act no date (§ 14.03.12).
const start = '(?<!\\d|\\+|§ ?)';
/** No more digits; no month after what is a year then: `01.02.03 – 2004-09-06`. */
const end = '(?!\\d|-\\d\\d-\\d\\d)';
const dash = '\\p{Pd}\\u2212\\u2043/\\u2044\\u2215\\\\_·•*~';
/** The same gap twice: in `20.08.22 – 07-03-1988` and `2012-10-05 153000` no number begins in the middle. */
const date = `\\d\\d(?<gap> ?[.${dash}] ?| )\\d\\d\\k<gap>\\d\\d`;
// After `12.10.07.` and a space a new sentence begins, perhaps with a year.
const serialGap = `(?: ?[${dash}] ?|\\.| ?)`;
/** `31 12 07 78 2100 København` is a telephone number and a post code; no telephone number begins with 0 or 1. */
const afterPair = `(?<=(?<!\\d)[2-9]\\d(?<pair>[ .]))\\d\\d\\k<pair>\\d\\d\\k<pair>\\d\\d(?: ?[${dash}] | )?\\d{4}`;
const patterns = [
  // 010203-1234, 0102031234, 010203 | 1234
  `${start}\\d{6}(?:,|[^\\p{L}\\p{N},]{0,4})\\d{4}${end}`,
  // 01 02 03-1234, 01.02.03.1234
  `${start}(?!${afterPair})${date}${serialGap}\\d{4}${end}`,
  // A form with a box for each digit: 0 1 0 2 0 3 - 1 2 3 4
  `(?<!\\d|(?<!\\d)\\d )\\d(?: \\d){5} ?[${dash}]? ?\\d(?: \\d){3}(?!\\d| \\d(?!\\d))`,
].map((pattern) => new RegExp(pattern, 'gu'));

function toDigits([match]: RegExpMatchArray): string {
  return match.replace(/\D/g, '');
}

/** Whether the first six digits are a day of some century. Later numbers need not meet the old check by modulus 11. */
function isCpr(digits: string): boolean {
  const [day = 0, month = 0, year = 0] = [0, 2, 4].map((at) => Number(digits.slice(at, at + 2)));
  // 2000 was a leap year, and so 290200 may be a day.
  const february = year % 4 === 0 ? 29 : 28;
  const lengths = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day > 0 && day <= (lengths[month - 1] ?? 0);
}

/** Digits of other kinds as ours; nothing that cannot be seen; no backslash that only escapes. */
function foldCharacters(text: string): string {
  return withoutIban(
    text
      .replace(/(?![0-9])\p{Nd}/gu, (digit) => asciiDigit(digit))
      .replace(/[\p{Cf}\p{M}\u115f\u1160\u3164\uffa0]/gu, '')
      .replace(/\\(?=[!-/:-@[-`{-~])/g, ''),
  );
}

/** ９ (fullwidth), 𝟗 and ٩ (Arabic) as 9. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  const zero = [0x0660, 0x06f0].find((first) => code >= first && code < first + 10);
  return zero === undefined ? digit.normalize('NFKC') : String(code - zero);
}

/** A Danish account number ends with ten digits of its own. */
function withoutIban(text: string): string {
  return text.replace(/\bDK\d\d(?:\s?\d){14}(?!\d)/gi, ' ');
}

const invisible = /^(?:shy|zwn?j|[lr][lr]m|nobreak|zerowidthspace|negative\w*space)$/i;

/** Characters written as `&#45;` or `&nbsp;`. What named ones stand between digits matters little: they part them. */
function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]{1,8})|#(\d{1,9})|([a-z]\w{1,30}(?=;)|nbsp|shy));?/gi,
    (_, hexadecimal, decimal, name) => {
      if (name) return invisible.test(name) ? '' : ' ';
      const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    },
  );
}
