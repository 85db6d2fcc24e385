import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Forbidden, NotFound } from '../refusal.ts';
import type { TrialContent } from './trial.ts';
import { mailReviewersOfTrial } from './trial-mails.ts';
import { lockTrials, requireFirst, toColumns } from './write-trial.ts';

/** Hands in what a municipality has to tell of the entry at `slug`, for a consultant to look at; returns its id. */
export async function submitTrial(
  db: Kysely<Schema>,
  acting: Acting,
  slug: string,
  content: TrialContent,
): Promise<number> {
  const { actor } = acting;
  if (!actor || !can(actor, 'trial.create', 'site')) throw new Forbidden('trial.create');
  return db.transaction().execute(async (tx) => {
    await lockTrials(tx);
    const entryId = await lockPublishedEntry(tx, slug);
    await requireFirst(tx, entryId, content, actor.id);
    const { id, version } = await tx
      .insertInto('trials')
      .values({ ...toColumns(content), entry_id: entryId, submitted_by: actor.id })
      .returning(['id', 'version'])
      .executeTakeFirstOrThrow();
    await mailReviewersOfTrial(tx, id, version);
    const after = { state: 'submitted', entry: entryId, municipality: content.municipalityCode };
    await audit(tx, acting, { action: 'trial.submit', objectType: 'trial', objectId: id, after });
    return id;
  });
}

/** It stays before readers until the end of the transaction. */
async function lockPublishedEntry(tx: Db, slug: string): Promise<number> {
  const entry = slug.includes('\0') // Postgres refuses even to compare with it
    ? undefined
    : await tx
        .selectFrom('entries')
        .select('id')
        .where('slug', '=', slug)
        .where('state', '=', 'published')
        .forShare()
        .executeTakeFirst();
  if (!entry) throw new NotFound(`No published entry ${slug}`);
  return entry.id;
}
