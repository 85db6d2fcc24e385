import type { Taxonomy } from '#content/taxonomy.ts';
import { fold } from '#search/danish/fold.ts';
import { tokenize } from '#search/danish/tokenize.ts';

export type FacetKind = 'area' | 'municipality' | 'method';

/** A name that people look for, and the values of a facet that it stands for. */
export interface FacetName {
  kind: FacetKind;
  label: string;
  /** Values in the index; several where a former municipality was split. */
  values: string[];
  /** What a former municipality is part of today. */
  now: string[];
  /** The ways to begin to write it, as keys. */
  keys: string[];
}

const kept = new WeakMap<Taxonomy, FacetName[]>();

/** The names of areas, municipalities and methods, those of today before former ones; made once a taxonomy. */
export function facetNames(taxonomy: Taxonomy): FacetName[] {
  const names = kept.get(taxonomy) ?? listNames(taxonomy);
  kept.set(taxonomy, names);
  return names;
}

/** The words of a text, folded, with one space between: what is typed and what is meant are compared by it. */
export function nameKey(text: string): string {
  return tokenize(fold(text))
    .map(({ text: word }) => word)
    .join(' ');
}

/** Where in a name what was typed stands at the beginning of a word: 0 is the first. undefined where it does not. */
export function findInName({ kind, keys }: FacetName, typed: string): number | undefined {
  const places = keys.flatMap((key) => {
    // »Vejle Kommune« is a name too, but »kommune« alone names none.
    const whole = kind === 'municipality' ? ` ${key} kommune` : ` ${key}`;
    const place = whole.indexOf(` ${typed}`);
    return place >= 0 && place <= key.length ? place : [];
  });
  return places.length ? Math.min(...places) : undefined;
}

function listNames(taxonomy: Taxonomy): FacetName[] {
  const terms = (kind: FacetKind, vocabulary: 'areas' | 'methods') =>
    taxonomy.terms[vocabulary].map(({ slug, label }) => ({
      ...{ kind, label, values: [slug], now: [] },
      keys: [nameKey(label)],
    }));
  const current = taxonomy.municipalities.map(({ code, name, officialName }) => ({
    ...{ kind: 'municipality' as const, label: name, values: [code], now: [] },
    keys: [nameKey(name), nameKey(officialName).replace(/ kommune$/, '')],
  }));
  return [...terms('area', 'areas'), ...current, ...terms('method', 'methods'), ...listFormerNames(taxonomy)];
}

/** Names that no municipality has any more. */
function listFormerNames(taxonomy: Taxonomy): FacetName[] {
  const names = new Set(taxonomy.municipalities.flatMap(({ formerNames }) => formerNames));
  return [...names].flatMap((label) => {
    const today = taxonomy.findMunicipalities(label).filter(({ formerNames }) => formerNames.includes(label));
    if (!today.length) return [];
    const values = today.map(({ code }) => code);
    return [{ kind: 'municipality', label, values, now: today.map(({ name }) => name), keys: [nameKey(label)] }];
  });
}
