import type { Collection } from '#content/collections/collection.ts';
import { paths } from '../../paths.ts';
import type { Page } from '../page.ts';
import { collectionCrumbs } from './overview.ts';

export interface DeletionPage {
  page: Page;
  title: string;
  published: boolean;
  address: string;
  href: string;
  keepHref: string;
}

export function presentDeletion({ id, slug, title, published }: Collection, publicUrl: string): DeletionPage {
  return {
    page: {
      title: `Slet »${title}«`,
      breadcrumbs: [...collectionCrumbs, { label: title, href: paths.editedCollection(id) }, { label: 'Slet' }],
    },
    title,
    published,
    address: publicUrl + paths.collection(slug),
    href: paths.collectionDeletion(id),
    keepHref: paths.editedCollection(id),
  };
}
