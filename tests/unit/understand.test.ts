import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStopWord, keysOf } from '#search/danish/analyse.ts';
import { buildThesaurus } from '#search/thesaurus.ts';
import { asksForNothing, type Language, understand, wordsOf } from '#search/understand.ts';
import { createVocabulary } from '#search/vocabulary.ts';
import { odd, strings } from '../support/strings.ts';

const texts = `Kommunernes praktikanter fik sprogundervisning og job i virksomheder, mentorer hjalp flygtninge og
  indvandrere, dansk som andetsprog, rådgivning om bolig, børnehaver og e-mail til forældre i Aarhus`;

/** A site whose entries say this. */
function languageOf(text: string, ...synonyms: string[][]): Language {
  const words = wordsOf(text);
  const lexemes = [...new Set(words.flatMap((word) => [`=${word}`, ...keysOf(word)]))];
  const { has, entries, completions, nearest } = createVocabulary(
    lexemes,
    lexemes.map(() => 1),
  );
  const thesaurus = buildThesaurus(synonyms.map((each) => ({ words: each, finds: [] })));
  return { thesaurus, hasWord: has, hasKey: (key) => entries(key) > 0, completions, nearest };
}

const language = languageOf(texts, ['dansk som andetsprog', 'sfi'], ['job', 'arbejde']);
const read = (q: string) => understand(q, language);
const words = (q: string) => read(q).concepts.map(({ word }) => word);

describe('the words of a query', () => {
  test('are its concepts in their order, each with its keys', () => {
    expect(read('Kommunernes praktikanter').concepts).toEqual([
      { word: 'kommunernes', keys: ['kommun'], synonyms: [], minor: true },
      { word: 'praktikanter', keys: ['praktik'], synonyms: [], minor: false },
    ]);
  });

  test('of the same keys count once', () => {
    expect(words('kommune kommunerne praktik')).toEqual(['kommune', 'praktik']);
  });

  test('are split at hyphens and other signs', () => {
    expect(words('e-mail, børnehaver/forældre')).toEqual(['e', 'mail', 'børnehaver', 'forældre']);
    expect(words('sprog- og job')).toEqual(['sprog', 'job']);
  });

  test('leave out what carries the grammar alone', () => {
    expect(words('hvordan får man job i virksomheder')).toEqual(['job', 'virksomheder']);
  });

  test('that only carry the grammar are looked for just as they stand', () => {
    const { phrases, concepts, prefix } = read('hvad er der');
    expect([phrases, concepts, prefix]).toEqual([[['hvad', 'er', 'der']], [], '']);
  });

  test('that are too long to be analysed are looked for just as they stand', () => {
    const long = 'x'.repeat(101);
    expect(read(`job ${long}`)).toMatchObject({ concepts: [{ word: 'job' }], phrases: [[long]], prefix: '' });
    expect(asksForNothing(read(long))).toBe(false);
  });

  test('are no more than ten', () => {
    const many = [...'abcdefghijklmnopqrst'].map((letter) => `q${letter}z`).join(' ');
    expect(words(`${many} job`)).toHaveLength(10);
  });
});

describe('quotes', () => {
  test.each(['"Fast arbejde"', '»Fast arbejde«', '“Fast arbejde”', '„Fast arbejde“', '«Fast arbejde»'])(
    'of every kind ask for just these words: %s',
    (q) => {
      expect(read(q)).toMatchObject({
        phrases: [['fast', 'arbejde']],
        concepts: [],
        prefix: '',
        completions: [],
        corrections: [],
      });
    },
  );

  test('stand among words, several times', () => {
    const { phrases, concepts } = read('job "på vej" kommune "som mentor"');
    expect(phrases).toEqual([
      ['på', 'vej'],
      ['som', 'mentor'],
    ]);
    expect(concepts.map(({ word }) => word)).toEqual(['job', 'kommune']);
  });

  test('that are not closed are passed over', () => {
    expect(read('"fast job')).toMatchObject({ phrases: [] });
    expect(words('"fast job')).toEqual(['fast', 'job']);
    expect(read('"på vej" "job')).toMatchObject({ phrases: [['på', 'vej']] });
  });

  test('around nothing ask for nothing', () => {
    expect(asksForNothing(read('"" "  " " - "'))).toBe(true);
  });
});

describe('a minus', () => {
  const excluded = (q: string) => read(q).excluded.map(({ word }) => word);

  test('excludes the word after it in all its forms', () => {
    expect(read('praktik -virksomhedens')).toMatchObject({
      excluded: [{ keys: ['virksomhed'] }],
      concepts: [{ word: 'praktik' }],
    });
  });

  test('before what is quoted excludes just these words', () => {
    expect(read('job -"fast arbejde"').excluded).toMatchObject([{ word: 'fast arbejde', keys: [] }]);
    expect(excluded('job -""')).toEqual([]);
  });

  test('within a word, after one, or alone is no exclusion', () => {
    for (const q of ['e-mail', 'sprog- og job', 'job - kommune', 'job -', '-', '2007-2009'])
      expect(excluded(q)).toEqual([]);
  });

  test('before a word that carries the grammar excludes nothing', () => {
    expect(excluded('job -og')).toEqual([]);
  });

  test('alone asks for nothing', () => {
    expect(asksForNothing(read('-job'))).toBe(true);
    expect(asksForNothing(read('job -kommune'))).toBe(false);
  });

  test('is never corrected, nor taken for a beginning', () => {
    expect(read('job -mentro')).toMatchObject({
      excluded: [{ word: 'mentro' }],
      corrections: [],
      prefix: '',
      completions: [],
    });
    expect(read('-ment')).toMatchObject({ prefix: '', completions: [], corrections: [] });
  });
});

describe('the last word', () => {
  test('is a beginning while it is no word yet', () => {
    expect(read('kommune prak')).toMatchObject({ prefix: 'prak', corrections: [], concepts: [{ word: 'kommune' }] });
    expect(read('vir').prefix).toBe('vir');
    expect(read('vir').completions).toEqual([keysOf('virksomheder')]);
    expect(read('sprogu').completions).toEqual([keysOf('sprogundervisning')]);
    expect(read('virksomhed').completions).toEqual([]);
  });

  test.each(['kommune', 'praktik', 'sfi', 'arbejde', 'job og', 'p', 'mentorxyz', 'prak kommune'])(
    'of "%s" is none',
    (q) => {
      expect(read(q).prefix).toBe('');
    },
  );
});

describe('a correction', () => {
  test('is made of a word that is not known', () => {
    const { corrections, concepts } = read('mentroer virksohmeder');
    expect(corrections).toEqual([
      { from: 'mentroer', to: 'mentorer' },
      { from: 'virksohmeder', to: 'virksomheder' },
    ]);
    expect(concepts.map(({ word }) => word)).toEqual(['mentorer', 'virksomheder']);
  });

  test('is not made of a word of the dictionary, though another is near', () => {
    for (const q of ['bolden', 'kommunalt', 'mentor', 'skrevet', 'hjulpet']) expect(read(q).corrections, q).toEqual([]);
  });

  test('is not made of a word that the entries hold in another form, or spelt another way', () => {
    expect(read('boernehaver raadgivning mentorens').corrections).toEqual([]);
  });

  test('is not made of a word in quotes, nor of the beginning of one', () => {
    expect(read('"mentroer"').corrections).toEqual([]);
    expect(read('flygtnin').corrections).toEqual([]);
  });

  test('is not made when nothing is near', () => {
    expect(read('zzzzzzz').corrections).toEqual([]);
  });
});

describe('words of the thesaurus', () => {
  test('stand as one concept when it knows them together', () => {
    const { concepts } = read('kursus i dansk som andetsprog');
    expect(concepts.map(({ word, synonyms }) => [word, synonyms])).toEqual([
      ['kursus', []],
      ['dansk andetsprog', [['sfi']]],
    ]);
  });

  test('bring the other ways to say it, also when they are not among the entries', () => {
    expect(read('sfi').concepts[0]?.synonyms).toEqual([['dansk', 'som', 'andetsprog'].flatMap(keysOf)]);
    expect(read('arbejdet').concepts[0]?.synonyms).toEqual([['job']]);
  });
});

describe('any query', () => {
  const check = (q: string) => {
    const { phrases, excluded, concepts, prefix, corrections } = read(q);
    for (const word of [...phrases.flat(), prefix]) expect(word).toBe(word.toLowerCase());
    for (const phrase of phrases) expect(phrase.length).toBeGreaterThan(0);
    for (const { keys, word } of concepts) expect(keys, JSON.stringify(word)).not.toEqual([]);
    for (const { word } of excluded) expect(word).not.toBe('');
    for (const { from, to } of corrections) expect(from).not.toBe(to);
    expect(wordsOf(q).length > 0 || (!concepts.length && !prefix && !phrases.length)).toBe(true);
  };

  test('is understood', () => {
    fc.assert(fc.property(strings, check), { numRuns: 500 });
  });

  test.each(odd)('is understood: %o', check);

  test('of known words is not corrected, and keeps them all', () => {
    const known = wordsOf(texts).filter((word) => !isStopWord(word));
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...known), { minLength: 1, maxLength: 6 }), (some) => {
        const { corrections, concepts, prefix } = read(some.join(' '));
        expect(corrections).toEqual([]);
        const keys = new Set([...concepts.flatMap((concept) => concept.keys), ...keysOf(prefix)]);
        expect(some.flatMap(keysOf).filter((key) => !keys.has(key))).toEqual([]);
      }),
    );
  });
});
