import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Collection } from '#content/collections/collection.ts';
import { deleteCollection } from '#content/collections/delete-collection.ts';
import { CollectionConflict } from '#content/collections/lock-collection.ts';
import { publishCollection, unpublishCollection } from '#content/collections/publish-collection.ts';
import { Refused } from '#content/refusal.ts';
import { pageDialect, parseSearchParams } from '#search/params.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { readTypedCollection } from '../forms/collection.ts';
import { readButton } from '../forms/term.ts';
import { demandCollection, loadCollection } from '../load-collection.ts';
import { paths } from '../paths.ts';
import { presentDeletion } from '../presenters/collections/deletion.ts';
import { presentCollectionPreview } from '../presenters/collections/preview.ts';
import { readSavedSearch } from '../saved-search.ts';
import { showCollectionForm } from './show-collection-form.ts';
import { unlessRefused } from './unless-refused.ts';

interface Named {
  Params: { id: string };
  Querystring: Record<string, string | string[] | undefined>;
}

const CHANGED = 'En anden har ændret temaet imens. Se det igennem, og udgiv det så.';

/** What readers will see of a collection, and whether they do. */
export function registerCollectionPublication(area: App, deps: Deps): void {
  const { db, database, config, getTaxonomy } = deps;
  const edit = { config: { access: 'collection.edit' } } as const;

  area.get<Named>(paths.collectionPreview(':id'), edit, async (request, reply) => {
    const collection = await demandCollection(db, request.params.id);
    const { [pageDialect.page]: side } = request.query;
    const { params } = parseSearchParams({ [pageDialect.page]: side }, pageDialect, await getTaxonomy());
    const loaded = await loadCollection(deps, collection, params.page);
    return reply.page('/collections/show', presentCollectionPreview(loaded, config.publicUrl));
  });

  area.post<Named>(paths.collectionPublication(':id'), edit, async (request, reply) => {
    const collection = await demandCollection(db, request.params.id);
    return unlessRefused(
      async () => {
        const notice = await decide(request, collection);
        await database.changes.caughtUp();
        return reply.notice(notice).redirect(paths.editedCollection(collection.id), 303);
      },
      (issues) => showAgain(request, reply.code(409), issues),
    );
  });

  area.get<Named>(paths.collectionDeletion(':id'), edit, async (request, reply) =>
    reply.page('/collections/delete', presentDeletion(await demandCollection(db, request.params.id), config.publicUrl)),
  );

  area.post<Named>(paths.collectionDeletion(':id'), edit, async (request, reply) => {
    const { id } = await demandCollection(db, request.params.id);
    const { title } = await deleteCollection(db, request.acting, id);
    await database.changes.caughtUp();
    return reply.notice(`»${title}« er slettet.`).redirect(paths.editedCollections(), 303);
  });

  /** Does what the button says, and says what was done. */
  async function decide(request: FastifyRequest, { id, query }: Collection): Promise<string> {
    if (readButton(request.body, 'decision', 'publish', 'unpublish') === 'unpublish') {
      const { title } = await unpublishCollection(db, request.acting, id);
      return `»${title}« er ikke længere udgivet.`;
    }
    if (readSavedSearch(query, await getTaxonomy()).isLost)
      throw new Refused([{ field: 'search', message: 'Søgningen virker ikke længere. Ret den, før temaet udgives.' }]);
    const { title } = await publishAsSeen(request, id);
    return `»${title}« er udgivet.`;
  }

  async function publishAsSeen(request: FastifyRequest, id: number): Promise<Collection> {
    try {
      return await publishCollection(db, request.acting, id, readTypedCollection(request.body).based_on);
    } catch (error) {
      throw error instanceof CollectionConflict ? new Refused([{ field: '', message: CHANGED }]) : error;
    }
  }

  async function showAgain(request: FastifyRequest, reply: FastifyReply, issues: Refused['issues']) {
    const { id } = request.params as Named['Params'];
    return showCollectionForm(deps, request, reply, await demandCollection(db, id), { issues });
  }
}
