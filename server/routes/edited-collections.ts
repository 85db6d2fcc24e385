import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Collection, CollectionContent } from '#content/collections/collection.ts';
import { createCollection } from '#content/collections/create-collection.ts';
import { CollectionConflict } from '#content/collections/lock-collection.ts';
import { listChosenEntries, listCollections } from '#content/collections/queries.ts';
import { saveCollection } from '#content/collections/save-collection.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readCollection, readNextStep, readTypedCollection } from '../forms/collection.ts';
import { readSearch } from '../forms/collection-search.ts';
import { orRefuse } from '../forms/read-form.ts';
import { countCollection, demandCollection } from '../load-collection.ts';
import { paths } from '../paths.ts';
import { presentCollectionConflict } from '../presenters/collections/conflict.ts';
import { typedFrom } from '../presenters/collections/form-page.ts';
import { presentCollectionOverview } from '../presenters/collections/overview.ts';
import { emptyForm, showCollectionForm, siteOf } from './show-collection-form.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string };
}

/** Collections as editors write them. */
export function registerEditedCollections(area: App, deps: Deps): void {
  const { db, database, getTaxonomy } = deps;
  const edit = { config: { access: 'collection.edit' } } as const;

  area.get(paths.editedCollections(), edit, async (_request, reply) => {
    const counted = (await listCollections(db)).map(async (collection) => ({
      collection,
      entries: await countCollection(deps, collection),
    }));
    return reply.page(
      '/collections/overview',
      presentCollectionOverview(await Promise.all(counted), await getTaxonomy()),
    );
  });

  area.get(paths.newCollection(), edit, async (request, reply) => {
    const [, query] = request.url.split('?');
    const typed = { ...emptyForm, search: query ? paths.search(`?${query}`) : '' };
    return showCollectionForm(deps, request, reply, undefined, { typed });
  });

  area.post(paths.editedCollections(), edit, async (request, reply) => {
    if (readNextStep(request.body) === 'check') return showSearch(request, reply, undefined);
    return unlessRefused(
      async () => {
        const values = orRefuse(readCollection(request.body, await siteOf(deps, request)));
        const id = await createCollection(db, request.acting, values);
        return afterSave(request, reply, String(id), `»${values.title}« er gemt som kladde.`);
      },
      (issues) => refuse(request, reply, undefined, issues),
    );
  });

  area.get<Named>(paths.editedCollection(':id'), edit, async (request, reply) =>
    showCollectionForm(deps, request, reply, await demandCollection(db, request.params.id)),
  );

  area.post<Named>(paths.editedCollection(':id'), edit, async (request, reply) => {
    const { id } = request.params;
    const collection = await demandCollection(db, id);
    if (readNextStep(request.body) === 'check') return showSearch(request, reply, collection);
    return unlessRefused(
      async () => {
        const values = orRefuse(readCollection(request.body, await siteOf(deps, request)));
        const basedOn = readTypedCollection(request.body).based_on;
        const isSaved = await saves(() => saveCollection(db, request.acting, collection.id, { ...values, basedOn }));
        return isSaved ? afterSave(request, reply, id, `»${values.title}« er gemt.`) : showConflict(reply, id, values);
      },
      (issues) => refuse(request, reply, collection, issues),
    );
  });

  async function afterSave(request: FastifyRequest, reply: FastifyReply, id: string, notice: string) {
    await database.changes.caughtUp();
    const next = readNextStep(request.body) === 'preview' ? paths.collectionPreview(id) : paths.editedCollection(id);
    return reply.notice(notice).redirect(next, 303);
  }

  /** What the search finds, while nothing is saved. */
  async function showSearch(request: FastifyRequest, reply: FastifyReply, collection: Collection | undefined) {
    const typed = readTypedCollection(request.body);
    const { message } = readSearch(typed.search, await siteOf(deps, request));
    if (message) return refuse(request, reply, collection, [{ field: 'search', message }]);
    return showCollectionForm(deps, request, reply, collection, { typed });
  }

  async function refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    collection: Collection | undefined,
    issues: { field: string; message: string }[],
  ) {
    const typed = readTypedCollection(request.body);
    return showCollectionForm(deps, request, reply.code(422), collection, { typed, issues });
  }

  async function showConflict(
    reply: FastifyReply,
    id: string,
    values: CollectionContent & { slug?: string | undefined },
  ) {
    const collection = await demandCollection(db, id);
    const theirs = typedFrom(collection, await listChosenEntries(db, collection.id));
    const { slug = collection.slug, firstEntries } = values;
    const mine = typedFrom({ ...collection, ...values, slug }, firstEntries);
    return reply.code(409).page('/own/conflict', presentCollectionConflict(collection, mine, theirs));
  }
}

/** Whether it could be saved, or somebody else had saved first. */
async function saves(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof CollectionConflict) return false;
    throw error;
  }
}
