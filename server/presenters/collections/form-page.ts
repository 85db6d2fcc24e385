import type { Collection } from '#content/collections/collection.ts';
import type { EntryState } from '#content/db/schema.ts';
import type { Issue } from '#content/entries/entry.ts';
import { LONGEST_TEXT, LONGEST_TITLE, type TypedCollection } from '../../forms/collection.ts';
import { paths } from '../../paths.ts';
import type { Page } from '../page.ts';
import type { FoundSearch } from './found-search.ts';
import { collectionCrumbs, stateLabel } from './overview.ts';

/** The form for a new collection or one that there is. */
export interface CollectionForm {
  page: Page;
  heading: string;
  href: string;
  typed: TypedCollection;
  issues: Issue[];
  limits: { title: number; text: number };
  searchHref: string;
  found?: FoundSearch;
  /** Chosen entries that readers no longer see, by their slugs. */
  hidden: string[];
  /** Absent while it is new. */
  existing?: {
    published: boolean;
    state: string;
    version: number;
    address: string;
    previewHref: string;
    publicationHref: string;
    deletionHref: string;
    publicHref: string;
  };
}

export interface FormState {
  typed: TypedCollection;
  issues?: Issue[];
  found?: FoundSearch | undefined;
}

export function presentNewCollection({ typed, issues = [], found }: FormState): CollectionForm {
  return {
    page: { title: 'Nyt tema', breadcrumbs: [...collectionCrumbs, { label: 'Nyt tema' }] },
    heading: 'Nyt tema',
    href: paths.editedCollections(),
    ...common({ typed, issues, found }),
    hidden: [],
  };
}

export function presentEditedCollection(
  { id, slug, title, published, version }: Collection,
  chosen: { slug: string; state: EntryState }[],
  publicUrl: string,
  state: FormState,
): CollectionForm {
  return {
    page: { title, breadcrumbs: [...collectionCrumbs, { label: title }] },
    heading: title,
    href: paths.editedCollection(id),
    ...common(state),
    hidden: chosen.filter((entry) => entry.state !== 'published').map((entry) => entry.slug),
    existing: {
      published,
      state: stateLabel(published),
      version,
      address: publicUrl + paths.collection(slug),
      previewHref: paths.collectionPreview(id),
      publicationHref: paths.collectionPublication(id),
      deletionHref: paths.collectionDeletion(id),
      publicHref: paths.collection(slug),
    },
  };
}

/** What the fields hold when nothing has been typed yet. */
export function typedFrom(
  { title, text, query, slug, version }: Collection,
  chosen: { slug: string }[],
): TypedCollection {
  return {
    ...{ title, text, slug, search: paths.search(query), based_on: version },
    first_entries: chosen.map((entry) => entry.slug).join('\n'),
  };
}

function common({ typed, issues = [], found }: FormState) {
  return {
    typed,
    issues,
    limits: { title: LONGEST_TITLE, text: LONGEST_TEXT },
    searchHref: found?.href ?? paths.search(),
    ...(found ? { found } : {}),
  };
}
