import type { LoadedCollection } from '../../load-collection.ts';
import { paths } from '../../paths.ts';
import { collectionCrumbs } from './overview.ts';
import { type CollectionPage, presentCollection } from './public-page.ts';

export interface CollectionPreviewPage extends CollectionPage {
  /** Says what this is, and leads on. */
  preview: { id: number; version: number; published: boolean; editHref: string; publicationHref: string };
}

/** The very page that readers would get, with a bar on top. */
export function presentCollectionPreview(loaded: LoadedCollection, publicUrl: string): CollectionPreviewPage {
  const { id, title, version, published } = loaded.collection;
  return {
    ...presentCollection(loaded, publicUrl, paths.collectionPreview(id)),
    page: {
      title: `Visning: ${title}`,
      noindex: true,
      breadcrumbs: [...collectionCrumbs, { label: title, href: paths.editedCollection(id) }, { label: 'Visning' }],
    },
    preview: {
      ...{ id, version, published },
      editHref: paths.editedCollection(id),
      publicationHref: paths.collectionPublication(id),
    },
  };
}
