import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Appropriation, type AppropriationLine, findWrongSums } from '#content/programmes/appropriation.ts';
import { formatAppropriation, readAppropriation } from '#server/forms/appropriation.ts';
import { formatMillions } from '#server/presenters/format.ts';

type Table = Pick<Appropriation, 'years' | 'lines'>;
interface Node {
  label: string;
  amounts: (number | null)[];
  parts: Node[];
}

const MOST_YEARS = 8;
const label = fc
  .stringMatching(/^[A-ZÆØÅa-zæøå0-9§][A-ZÆØÅa-zæøå0-9 .,()/–-]{0,30}$/)
  .map((text) => text.trim().replace(/\s+/g, ' '));
const amount = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 10_000_000 }));
const amounts = fc.array(amount, { minLength: MOST_YEARS, maxLength: MOST_YEARS });
const { tree } = fc.letrec<{ tree: Node }>((tie) => ({
  tree: fc.record({
    ...{ label, amounts },
    parts: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'tree' },
      fc.constant<Node[]>([]),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3, depthIdentifier: 'tree' }),
    ),
  }),
}));
const years = fc.uniqueArray(fc.integer({ min: 1990, max: 2060 }), { minLength: 1, maxLength: MOST_YEARS });
const prefix = fc.constantFrom('', 'F ', 'B ');

/** Tables whose sums are right. */
const table: fc.Arbitrary<Table> = fc
  .tuple(years, prefix, fc.array(tree, { minLength: 1, maxLength: 2 }))
  .map(([numbers, before, trees]) => {
    const columns = numbers.map((year) => `${before}${year}`);
    return { years: columns, lines: trees.flatMap((node) => flatten(node, 0, columns.length)) };
  })
  .filter(({ lines }) => lines.length <= 60);

/** The line of a node and those of its parts, which it is the sum of. */
function flatten({ label, amounts, parts }: Node, level: number, columns: number): AppropriationLine[] {
  const below = parts.map((part) => flatten(part, level + 1, columns));
  const sums = Array.from({ length: columns }, (_, column) => {
    const each = below.map(([first]) => first?.amounts[column] ?? null);
    if (!each.length) return amounts[column] ?? null;
    return each.every((one) => one === null) ? null : each.reduce<number>((sum, one) => sum + (one ?? 0), 0);
  });
  return [{ label, level, amounts: sums }, ...below.flat()];
}

test('what is written of a table is read back as it was', () => {
  fc.assert(
    fc.property(table, (written) => {
      expect(readAppropriation(formatAppropriation(written))).toEqual({ table: written });
    }),
  );
});

test('a table whose sum is off by any amount is refused, with line, year and both sums', () => {
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 5000 }), fc.nat(), (right, off, pick) => {
      const wholes = right.lines.flatMap((line, index) =>
        (right.lines[index + 1]?.level ?? 0) > line.level ? [index] : [],
      );
      fc.pre(wholes.length > 0);
      const index = wholes[pick % wholes.length] as number;
      const column = pick % right.years.length;
      const sum = right.lines[index]?.amounts[column] ?? 0;
      const lines = right.lines.map((line, at) =>
        at === index ? { ...line, amounts: line.amounts.map((one, c) => (c === column ? sum + off : one)) } : line,
      );
      const { messages = [] } = readAppropriation(formatAppropriation({ ...right, lines }));
      const told = `Der står ${formatMillions(sum + off)}, men delene giver ${formatMillions(sum)} tilsammen.`;
      expect(messages).toContain(`Linje ${index + 2}, ${right.years[column]}: ${told}`);
    }),
  );
});

test('a table is read as people write it', () => {
  const text = '\n 2005 ;2006\n\nUdgiftsbevilling;2,1;1.011,25\n-  Løn; - ;11,25\n - Tilskud;2,1; 1000 \n';
  expect(readAppropriation(text)).toEqual({
    table: {
      years: ['2005', '2006'],
      lines: [
        { label: 'Udgiftsbevilling', level: 0, amounts: [2100, 1_011_250] },
        { label: 'Løn', level: 1, amounts: [null, 11_250] },
        { label: 'Tilskud', level: 1, amounts: [2100, 1_000_000] },
      ],
    },
  });
});

describe.for<[what: string, text: string, message: string]>([
  ['nothing', '', 'Skriv årene på første linje, adskilt af semikolon.'],
  ['years without lines', '2005; 2006', 'Skriv mindst én linje med beløb under årene.'],
  ['no years', 'Udgift; 2,1\nLøn; 2,1', 'Linje 1: Skriv årene med fire cifre, for eksempel 2006; F 2007.'],
  ['a year twice', '2005; 2005\nLøn; 1; 2', 'Linje 1: Et år står der to gange.'],
  ['words for an amount', '2005\n\nLøn; ti', 'Linje 3: »ti« er ikke et beløb i mio. kr., for eksempel 11,2.'],
  ['an English decimal', '2005\nLøn; 2.1', 'Linje 2: »2.1« er ikke et beløb i mio. kr., for eksempel 11,2.'],
  ['a negative amount', '2005\nLøn; -2,1', 'Linje 2: »-2,1« er ikke et beløb i mio. kr., for eksempel 11,2.'],
  ['an amount too few', '2005; 2006\nLøn; 1', 'Linje 2: Der er 1 beløb, men 2 år. Skriv – for et år uden beløb.'],
  ['an amount too many', '2005\nLøn; 1; 2', 'Linje 2: Der er 2 beløb, men 1 år. Skriv – for et år uden beløb.'],
  ['a line without a label', '2005\n; 1', 'Linje 2: Skriv, hvad linjen handler om.'],
  ['a part of nothing', '2005\n- Løn; 1', 'Linje 2: Den første linje er det hele og har ingen streg.'],
  ['a part of a part that is missing', '2005\nAlt; 1\n-- Løn; 1', 'Linje 3: Der er for mange streger.'],
  [
    'a wrong sum',
    '2005\nAlt; 3\n- Løn; 1\n- Tilskud; 1,5',
    'Linje 2, 2005: Der står 3,0, men delene giver 2,5 tilsammen.',
  ],
])('%s', ([, text, message]) => {
  test('is refused, and the line is named', () => {
    expect(readAppropriation(text)).toEqual({ messages: [message] });
  });
});

describe('the starter programme', () => {
  const file = new URL('../../migrations/data/programmes.json', import.meta.url);
  const [programme] = JSON.parse(readFileSync(file, 'utf8')) as { appropriations: Appropriation[] }[];
  const documents = programme?.appropriations ?? [];

  test('adds up in both documents', () => {
    expect(documents.map(findWrongSums)).toEqual([[], []]);
  });

  test('states the figures of the Finance Act documents', () => {
    expect(documents.map(formatAppropriation)).toEqual([
      [
        '2004; 2005; 2006; F 2007; 2008; 2009; 2010',
        'Udgiftsbevilling; –; 2,1; 11,2; 11,4; 11,4; –; –',
        '- 10. Etablering af lokale integrationspartnerskaber, udgift; –; 2,1; 11,2; 11,4; 11,4; –; –',
        '-- 18. Lønninger og personaleomkostninger; –; –; 1,0; 1,0; 1,0; –; –',
        '-- 22. Andre ordinære driftsomkostninger; –; –; 0,2; 0,2; 0,2; –; –',
        '-- 46. Tilskud til anden virksomhed og investeringstilskud; –; 2,1; 10,0; 10,2; 10,2; –; –',
      ].join('\n'),
      [
        '2005; 2006; 2007; 2008',
        'Udgiftsbevilling; 11,0; 11,2; 11,2; 11,2',
        '- Lønninger; 1,0; 1,0; 1,0; 1,0',
        '- Varer og tjenesteydelser; –; 0,2; 0,2; 0,2',
        '- Tilskud; 10,0; 10,0; 10,0; 10,0',
      ].join('\n'),
    ]);
  });
});
