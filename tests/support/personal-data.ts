import fc from 'fast-check';

const two = (number: number) => String(number).padStart(2, '0');
const upTo = (max: number, min = 0) => fc.integer({ min, max });
const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
const day = fc.date({ min: new Date('1900-01-01'), max: new Date('1999-12-31'), noInvalidDate: true });

/** Ten digits, the first six a day. 29 February 2000 comes as often as one day in fifty. */
export const cprNumbers = fc
  .tuple(
    fc.oneof(
      { weight: 49, arbitrary: day.map((date) => date.toISOString().replace(/..(..)-(..)-(..).*/, '$3$2$1')) },
      fc.constant('290200'),
    ),
    digits(4),
  )
  .map((parts) => parts.join(''));

const gaps = [
  ...[
    '',
    ' ',
    '-',
    '–',
    '—',
    '‐',
    '‑',
    '−',
    '.',
    '/',
    '_',
    ' - ',
    ' – ',
    '- ',
    ' -',
    '\u00a0',
    '\u2009',
    '\u202f',
    '\t',
    '\n',
  ],
  ...['\u200b', '\u00ad', '\u2060', '\ufeff', '-\u200b', '\u200b-\u200b', '－', '\u3000', '\\-', '\\_', '·', ' / '],
  ...[
    '&#45;',
    '&#x2d;',
    '&nbsp;',
    '&#160;',
    '&ndash;',
    '&mdash;',
    '&shy;',
    '&minus;',
    '&hyphen;',
    '&thinsp;',
    '&#8211;',
  ],
];
const dateGaps = ['', '', ' ', '.', '-', '/', '\u00a0', '\u200b', '&nbsp;', '\u00ad', '–'];

const wholes: ((date: string, serial: string) => string)[] = [
  (date, serial) => `${date}-**${serial}**`,
  (date, serial) => `**${date}**-${serial}`,
  (date, serial) => `*${date}-${serial}*`,
  (date, serial) => `${date}-_${serial}_`,
  (date, serial) => `${date} ~~${serial}~~`,
  (date, serial) => `${date.slice(0, 3)}**${date.slice(3)}-${serial.slice(0, 2)}**${serial.slice(2)}`,
  (date, serial) => `${date}<b>-${serial}</b>`,
  (date, serial) => `<td>${date}</td><td>${serial}</td>`,
  (date, serial) => `| ${date} | ${serial} |`,
  (date, serial) => [...`${date}-${serial}`].join(' '),
  (date, serial) => `cpr${date}${serial}`,
  (date, serial) =>
    [...`${date}-${serial}`].map((c) => (c === '-' ? '－' : String.fromCharCode(c.charCodeAt(0) + 0xfee0))).join(''),
];

/** A CPR number and one of the ways in which people write it. */
export const writtenCpr = fc
  .tuple(
    cprNumbers,
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ dateGap: fc.constantFrom(...dateGaps), gap: fc.constantFrom(...gaps) }) },
      fc.constantFrom(...wholes),
    ),
  )
  .map(([number, way]) => {
    const date = number.slice(0, 6);
    const serial = number.slice(6);
    const written =
      typeof way === 'function'
        ? way(date, serial)
        : `${date.replace(/(..)(..)(..)/, ['$1', '$2', '$3'].join(way.dateGap))}${way.gap}${serial}`;
    return { number, written };
  });

const year = upTo(2026, 1985).map(String);
const dates = fc
  .tuple(upTo(28, 1), upTo(12, 1), year, upTo(9))
  .map(
    ([d, m, y, form]) =>
      [
        ...[`${d}. oktober ${y}`, `${two(d)}.${two(m)}.${y}`, `${two(d)}-${two(m)}-${y}`, `${d}/${m} ${y}`],
        ...[`${two(d)}.${two(m)}.${y.slice(2)}`, `${two(d)}/${two(m)}-${y.slice(2)}`, `${y}-${two(m)}-${two(d)}`],
        ...[`${d}/${m}-${y.slice(2)} kl. 10.15`, `${two(d)}/${two(m)} ${y}`, `${y}${two(m)}${two(d)}`],
      ][form] ?? y,
  );
const telephone = fc.tuple(fc.stringMatching(/^[2-9]\d{7}$/), upTo(6)).map(([number, form]) => {
  const pairs = number.replace(/(..)(?=.)/g, '$1 ');
  const halves = `${number.slice(0, 4)} ${number.slice(4)}`;
  return [pairs, pairs, `+45 ${pairs}`, `+45${number}`, `0045 ${halves}`, number, halves][form] ?? number;
});
const amount = fc
  .tuple(upTo(2_000_000_000, 1000), fc.constantFrom('.', ' ', '\u00a0', ''))
  .map(([value, gap]) => value.toLocaleString('da').replaceAll('.', value > 9_999_999 ? '.' : gap));
const decimal = fc.tuple(upTo(99), upTo(99)).map(([whole, part]) => `${whole},${part}`);
const postCode = upTo(9990, 1000).map(String);
const count = upTo(400, 2).map(String);
const isbn = fc.tuple(digits(4), digits(3)).map(([publisher, title]) => `978-87-${publisher}-${title}-1`);
const iban = fc.tuple(digits(2), digits(14)).map(([check, rest]) => `DK${check} ${rest.slice(0, 4)} ${rest.slice(4)}`);

const facts: Record<string, fc.Arbitrary<string>> = {
  dato: dates,
  tlf: telephone,
  beløb: amount,
  procent: decimal,
  postnr: postCode,
  tal: count,
  år: year,
  isbn,
  iban,
  cvr: digits(8),
  ean: digits(9).map((rest) => `5790${rest}`),
  paragraf: fc.tuple(upTo(40, 1), upTo(99, 10), upTo(99, 10)).map((parts) => parts.join('.')),
  sag: fc.tuple(year, digits(4)).map(([of, number]) => `${of}/${number}`),
};

const sentences = [
  'Projektet begyndte {dato} og sluttede {dato}, og i alt deltog {tal} flygtninge.',
  'Ring til jobcentret på {tlf} eller {tlf}, eller skriv til Rådhuset, {postnr} Vejle.',
  'Kommunen fik {beløb} kr. i {år} og {beløb} kr. i {år} fra puljen på § {paragraf} i finansloven for {år}.',
  'Fraværet faldt fra {procent} % til {procent} % mellem {år} og {år}.',
  'Kontakt: Sprogcentret, tlf. {tlf}, {postnr} Odense C, CVR-nr. {cvr}, EAN {ean}.',
  'Telefon {tlf} {postnr} Aarhus',
  'Efter integrationslovens § {tal}, stk. 2, jf. lov nr. {tal} af {dato}, tilbød kommunen {tal} timer om ugen.',
  'Mødet {dato} samlede {tal} deltagere fra {tal} virksomheder.',
  'I perioden {dato} – {dato} kom {tal} af {tal} kursister i job.',
  'Sagsnummer {sag}. Bevilget {dato}. Beløb: {beløb} kr.',
  '| {år} | {beløb} | {procent} |\n| {år} | {beløb} | {procent} |',
  '- {dato}: {tal} familier\n- {dato}: {tal} familier',
  'Rapporten (ISBN {isbn}) udkom i {år} og koster {tal},50 kr. Betal til {iban}.',
  'Holdet mødtes hver uge kl. 9.30-12.00 i lokale {tal}; kl. 12.10-13.05 var der frokost.',
  'Virksomheden med CVR {cvr} ansatte {tal} i {år}, {tal} i {år} og {tal} i {år}.',
  'Deltagerne oplevede, at mentorerne gjorde en forskel, og mange blev længere på arbejdspladsen.',
];

const sentence = fc.constantFrom(...sentences).chain((pattern) => {
  const parts = pattern.split(/\{(\p{L}+)\}/u);
  return fc.tuple(...parts.map((part, index) => (index % 2 ? (facts[part] ?? fc.constant(part)) : fc.constant(part))));
});

/** What stands in the texts of municipalities: numbers of every kind, and no CPR number. */
export const ordinaryParagraphs = fc
  .array(
    sentence.map((parts) => parts.join('')),
    { minLength: 2, maxLength: 6 },
  )
  .map((all) => all.join(' '));
