import fc from 'fast-check';

/** Any text: letters of all scripts, lone surrogates, control characters, and Danish words. */
export const strings: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'aeiouyæøåbdfgklmnprstvÆØÅ'), maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'"-»«“” .*\\\u0000\ud800', 'job', 'kommune', 'praktik', 'og'), maxLength: 30 }),
);

/** Texts that programs trip over. */
export const odd = [
  '\0',
  '\ud800',
  'a\udfffb',
  '👩‍👩‍👧',
  '\u0301\u0301',
  '',
  ' ',
  '日本語',
  '٣٤',
  'x'.repeat(10_000),
].concat('børnehave'.repeat(1200));
