import type { Vocabulary } from '#content/db/schema.ts';
import { NotFound } from '#content/refusal.ts';
import { type FacetName, facets } from '#search/facets.ts';
import { paths } from '../../paths.ts';
import type { Crumb } from '../page.ts';

/** What people call a vocabulary and its terms. */
export interface VocabularyWords {
  vocabulary: Vocabulary;
  /** Its part of an address: the parameter under which readers choose among its terms. */
  param: string;
  facet: FacetName;
  /** `Områder` */
  title: string;
  /** `et område` */
  one: string;
  /** `området` */
  the: string;
  /** `områder` */
  many: string;
  purpose: string;
}

const words: Record<Vocabulary, Pick<VocabularyWords, 'title' | 'one' | 'the' | 'many' | 'purpose'>> = {
  areas: {
    ...{ title: 'Områder', one: 'et område', the: 'området', many: 'områder' },
    purpose: 'Hvad erfaringerne handler om. De står på forsiden, og hver erfaring har mindst ét.',
  },
  methods: {
    ...{ title: 'Metoder', one: 'en metode', the: 'metoden', many: 'metoder' },
    purpose: 'Hvordan der er arbejdet. Forfattere kan foreslå nye.',
  },
  target_groups: {
    ...{ title: 'Målgrupper', one: 'en målgruppe', the: 'målgruppen', many: 'målgrupper' },
    purpose: 'Hvem indsatsen er for.',
  },
  organisation_types: {
    ...{
      title: 'Organisationstyper',
      one: 'en organisationstype',
      the: 'organisationstypen',
      many: 'organisationstyper',
    },
    purpose: 'Hvilken slags organisation der står bag.',
  },
};

/** The vocabularies in the order in which they are shown. */
export const vocabularies: VocabularyWords[] = facets.flatMap(({ vocabulary, param, name }) =>
  vocabulary ? [{ vocabulary, param, facet: name, ...words[vocabulary] }] : [],
);

export function findVocabulary(param: string): VocabularyWords {
  const words = vocabularies.find((one) => one.param === param);
  if (!words) throw new NotFound(`No vocabulary ${param}`);
  return words;
}

export const methods = vocabularies.find(({ vocabulary }) => vocabulary === 'methods') as VocabularyWords;

export const vocabularyCrumbs: Crumb[] = [
  { label: 'Redaktion', href: paths.queue() },
  { label: 'Ordlister', href: paths.vocabularies() },
];
