import { expect, test } from 'vitest';
import { foldName } from '#content/fold-name.ts';

test.each([
  ['Århus Kommune', 'Aarhus'],
  ['  AARHUS ', 'århus'],
  ['Ærø', 'aeroe'],
  ['Høje-Taastrup', 'høje tåstrup'],
  ['Høje  -  Taastrup', 'hoeje-taastrup'],
  ['Vejle kommune', 'Vejle'],
])('%j and %j are one name', (one, other) => {
  expect(foldName(one)).toBe(foldName(other));
});

test.each([
  ['Vejle', 'Vejen'],
  ['Nyborg', 'Aalborg'],
  ['Kommune', ''],
])('%j and %j are two names', (one, other) => {
  expect(foldName(one)).not.toBe(foldName(other));
});
