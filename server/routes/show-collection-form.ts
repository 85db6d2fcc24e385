import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Collection } from '#content/collections/collection.ts';
import { listChosenEntries } from '#content/collections/queries.ts';
import type { Issue } from '#content/entries/entry.ts';
import type { Deps } from '../deps.ts';
import type { TypedCollection } from '../forms/collection.ts';
import { readSearch, type Site } from '../forms/collection-search.ts';
import { previewSearch } from '../load-collection.ts';
import { presentEditedCollection, presentNewCollection, typedFrom } from '../presenters/collections/form-page.ts';
import { type FoundSearch, presentFoundSearch } from '../presenters/collections/found-search.ts';

/** How many of the entries found are named. */
const NAMED = 5;

export interface TypedState {
  /** Left out, the collection as it is stored. */
  typed?: TypedCollection;
  issues?: Issue[];
}

/** Shows the form with what was typed, or with a collection as it is stored, and what its search finds now. */
export async function showCollectionForm(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  collection: Collection | undefined,
  state: TypedState = {},
) {
  const chosen = collection ? await listChosenEntries(deps.db, collection.id) : [];
  const typed = state.typed ?? (collection ? typedFrom(collection, chosen) : emptyForm);
  const stored = state.typed ? undefined : collection?.query;
  const found = await findShown(deps, request, stored, typed.search);
  const form = { typed, issues: state.issues ?? [], found };
  const page = collection
    ? presentEditedCollection(collection, chosen, deps.config.publicUrl, form)
    : presentNewCollection(form);
  return reply.page('/collections/form', page);
}

export const emptyForm: TypedCollection = {
  ...{ title: '', text: '', search: '', first_entries: '', slug: '' },
  based_on: 0,
};

/** What pasted addresses are read against, also where the site is reached by another name than its public one. */
export async function siteOf({ config, getTaxonomy }: Deps, request: FastifyRequest): Promise<Site> {
  return { hosts: [new URL(config.publicUrl).host, request.host], taxonomy: await getTaxonomy() };
}

/** A stored search is shown even when something of it no longer works; a typed one when it can be used. */
async function findShown(
  deps: Deps,
  request: FastifyRequest,
  stored: string | undefined,
  typed: string,
): Promise<FoundSearch | undefined> {
  const site = await siteOf(deps, request);
  const query = stored ?? (typed ? readSearch(typed, site).query : undefined);
  if (query === undefined) return undefined;
  return presentFoundSearch(query, await previewSearch(deps, query, NAMED), site.taxonomy);
}
