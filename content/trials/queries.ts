import { sql } from 'kysely';
import type { Db } from '../db/schema.ts';
import type { PublishedTrial, Trial } from './trial.ts';

const DECIDED_SHOWN = 30;

/** What readers are told of the trials of an entry, those begun last first. */
export async function listPublishedTrials(db: Db, entryId: number): Promise<PublishedTrial[]> {
  const rows = await trials(db)
    .where('trial.entry_id', '=', entryId)
    .where('trial.state', '=', 'published')
    .orderBy('trial.started_on', 'desc')
    .orderBy('municipalities.name')
    .execute();
  return rows.map((row) => {
    const { municipality, startedOn, endedOn, changes, cost, outcome, wouldAgain, contact } = toTrial(row);
    return { municipality, startedOn, endedOn, changes, cost, outcome, wouldAgain, contact };
  });
}

export async function findTrial(db: Db, id: number): Promise<Trial | undefined> {
  const row = await trials(db).where('trial.id', '=', id).executeTakeFirst();
  return row && toTrial(row);
}

/** What somebody has told, the newest first. */
export async function listOwnTrials(db: Db, userId: number): Promise<Trial[]> {
  const rows = await trials(db).where('trial.submitted_by', '=', userId).orderBy('trial.id', 'desc').execute();
  return rows.map(toTrial);
}

/** What waits for reviewers, what has waited longest first. */
export async function listWaitingTrials(db: Db): Promise<Trial[]> {
  const rows = await trials(db)
    .where('trial.state', '=', 'submitted')
    .orderBy('trial.submitted_at')
    .orderBy('trial.id')
    .execute();
  return rows.map(toTrial);
}

/** What was decided last. */
export async function listDecidedTrials(db: Db): Promise<Trial[]> {
  const rows = await trials(db)
    .where('trial.state', '<>', 'submitted')
    .orderBy('trial.decided_at', (order) => order.desc().nullsLast())
    .orderBy('trial.id', 'desc')
    .limit(DECIDED_SHOWN)
    .execute();
  return rows.map(toTrial);
}

export async function countWaitingTrials(db: Db): Promise<number> {
  const { waiting } = await db
    .selectFrom('trials')
    .select(sql<number>`count(*)::int`.as('waiting'))
    .where('state', '=', 'submitted')
    .executeTakeFirstOrThrow();
  return waiting;
}

/** What readers last saw of the entry names it, or else its newest text. */
function trials(db: Db) {
  return db
    .selectFrom('trials as trial')
    .innerJoin('municipalities', 'municipalities.code', 'trial.municipality_code')
    .innerJoin('entries', 'entries.id', 'trial.entry_id')
    .leftJoin('entry_revisions as revision', (join) =>
      join.on('revision.id', '=', sql<number>`coalesce(entries.published_revision_id, entries.latest_revision_id)`),
    )
    .innerJoin('users as writer', 'writer.id', 'trial.submitted_by')
    .leftJoin('users as decider', 'decider.id', 'trial.decided_by')
    .select(['trial.id', 'trial.municipality_code', 'trial.started_on', 'trial.ended_on', 'trial.changes'])
    .select(['trial.cost', 'trial.outcome', 'trial.would_again', 'trial.state', 'trial.version', 'trial.reason'])
    .select(['trial.contact_name', 'trial.contact_phone', 'trial.contact_email'])
    .select(['trial.submitted_at', 'trial.submitted_by', 'trial.decided_at'])
    .select(['municipalities.name as municipality', 'writer.name as writer', 'decider.name as decider'])
    .select(['writer.organisation as writer_organisation', 'revision.title'])
    .select(['entries.id as entry_id', 'entries.slug', 'entries.state as entry_state']);
}

type Row = Awaited<ReturnType<ReturnType<typeof trials>['execute']>>[number];

function toTrial(row: Row): Trial {
  const { id, municipality, state, version, reason, changes, cost, outcome, writer, decider } = row;
  return {
    ...{ id, municipality, state, version, reason, changes, cost, outcome, writer, decider },
    municipalityCode: row.municipality_code,
    startedOn: row.started_on,
    endedOn: row.ended_on,
    wouldAgain: row.would_again,
    contact: { name: row.contact_name, phone: row.contact_phone, email: row.contact_email },
    entry: { id: row.entry_id, slug: row.slug, title: row.title ?? '', state: row.entry_state },
    submittedAt: row.submitted_at,
    submittedBy: row.submitted_by,
    writerOrganisation: row.writer_organisation,
    decidedAt: row.decided_at,
  };
}
