import type { Kysely } from 'kysely';
import { audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { parseEntry } from '../entries/exchange.ts';
import { importBatch } from '../entries/import-entries.ts';
import { starterSlugs } from '../entries/starter-content.ts';
import { contractOfYear } from '../partnerships/assessed-goals.ts';
import { contractInForce, listContracts } from '../partnerships/contracts.ts';
import { demandAssessment } from '../partnerships/hearing.ts';
import { replaceMembers } from '../partnerships/members.ts';
import { periodsOf } from '../partnerships/periods.ts';
import { replaceGoals } from '../partnerships/save-assessment.ts';
import { makeRecord } from '../partnerships/seal-assessment.ts';
import type { Taxonomy } from '../taxonomy.ts';
import type { DemoAssessment, DemoPartnership } from './demo-partnership.ts';
import { fodfaeste } from './fodfaeste.ts';
import { havnen } from './havnen.ts';
import { unge } from './unge.ts';

const START = '2006-01-01';
const END = '2007-12-31';
const partnerships = [havnen, fodfaeste, unge];

/**
 * Fills the site with three invented partnerships through two years, each marked as such. Refused where anything real
 * stands: another partnership, or an entry that did not come with the site. Returns how many there are.
 */
export async function fillDemo(db: Kysely<Schema>, taxonomy: Taxonomy): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await refuseRealContent(tx);
    const { id: programme } = await tx
      .selectFrom('programmes')
      .select('id')
      .orderBy('start_date')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    for (const partnership of partnerships) await fillPartnership(tx, programme, partnership, taxonomy);
    await audit(
      tx,
      { actor: null, requestId: '' },
      {
        ...{ action: 'demo.fill', objectType: 'partnership', objectId: 'demo' },
        after: { created: partnerships.length },
      },
    );
    return partnerships.length;
  });
}

async function refuseRealContent(tx: Db): Promise<void> {
  const known = await starterSlugs();
  const entry = await tx
    .selectFrom('entries')
    .select('slug')
    .where('slug', 'not in', known)
    .limit(1)
    .executeTakeFirst();
  const partnership = await tx.selectFrom('partnerships').select('slug').limit(1).executeTakeFirst();
  const real = entry?.slug ?? partnership?.slug;
  if (real !== undefined)
    throw new Error(`This database holds content of its own (${real}); a demonstration would stand between it.`);
}

async function fillPartnership(tx: Db, programmeId: number, demo: DemoPartnership, taxonomy: Taxonomy): Promise<void> {
  const { slug, name, summary, members, grants, activities, events } = demo;
  const { id } = await tx
    .insertInto('partnerships')
    .values({
      ...{ slug, name, summary, programme_id: programmeId, start_date: START, end_date: END },
      ...{ state: 'active', demonstration: true, contact_organisation: members[0]?.name ?? '' },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const all = members.map(({ municipality = null, ...member }) => ({ ...member, municipality }));
  await replaceMembers(tx, id, all);
  await tx
    .insertInto('partnership_grants')
    .values(grants.map((grant) => ({ partnership_id: id, ...grant })))
    .execute();
  await fillContracts(tx, id, demo);
  await tx
    .insertInto('activity_statuses')
    .values(
      Object.entries(activities).map(([key, status]) => ({ partnership_id: id, activity_key: Number(key), status })),
    )
    .execute();
  await tx
    .insertInto('partnership_events')
    .values(
      events.map(({ stepKey, title, heldOn, participants }) => ({
        ...{ partnership_id: id, step_key: stepKey, title, held_on: heldOn, participants: participants || null },
      })),
    )
    .execute();
  await fillReports(tx, id, demo);
  for (const assessment of demo.assessments) await seal(tx, id, assessment);
  await fillEntry(tx, id, demo, taxonomy);
}

async function fillContracts(tx: Db, partnershipId: number, { contracts }: DemoPartnership): Promise<void> {
  await tx
    .insertInto('result_contracts')
    .values(
      contracts.map(({ effectiveFrom, signedOn, reason, content }, index) => ({
        ...{ partnership_id: partnershipId, number: index + 1, effective_from: effectiveFrom, reason },
        ...{ state: 'signed', turn: 'ministry', content: JSON.stringify(content) },
        ...{ partnership_signed_at: noon(signedOn), ministry_signed_at: noon(signedOn), created_at: noon(signedOn) },
      })),
    )
    .execute();
}

async function fillReports(tx: Db, partnershipId: number, { reports }: DemoPartnership): Promise<void> {
  const contracts = await listContracts(tx, partnershipId);
  for (const { start, end, due } of periodsOf(START, END, 'half_year')) {
    const contract = contractInForce(contracts, end);
    if (!contract) throw new Error(`No contract on ${end}`);
    const { id } = await tx
      .insertInto('reports')
      .values({
        ...{ partnership_id: partnershipId, contract_id: contract.id, period_start: start, period_end: end },
        ...{ state: 'submitted', submitted_at: noon(due) },
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('report_figures')
      .values(
        Object.entries(reports[start] ?? {}).map(([key, { actual, note = '', split = {} }]) => ({
          ...{ report_id: id, goal_key: Number(key), actual, note, split: JSON.stringify(split) },
        })),
      )
      .execute();
    await tx
      .updateTable('reports')
      .set({ state: 'approved', decided_at: noon(due) })
      .where('id', '=', id)
      .execute();
  }
}

async function seal(tx: Db, partnershipId: number, assessment: DemoAssessment): Promise<void> {
  const { year, verdict, reasons, answer, goals } = assessment;
  const contract = contractOfYear(await listContracts(tx, partnershipId), START, END, year);
  if (!contract) throw new Error(`No contract in ${year}`);
  const { id } = await tx
    .insertInto('annual_assessments')
    .values({
      ...{ partnership_id: partnershipId, year, contract_id: contract.id, verdict, reasons, answer },
      ...{ state: 'draft', sent_at: noon(`${year + 1}-02-15`) },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const judged = Object.entries(goals).map(([key, [goalVerdict, why]]) => ({
    ...{ goalKey: Number(key), verdict: goalVerdict, reasons: why },
  }));
  await replaceGoals(tx, id, judged);
  const record = JSON.stringify(await makeRecord(tx, await demandAssessment(tx, partnershipId, year)));
  await tx
    .updateTable('annual_assessments')
    .set({ state: 'sealed', sealed_at: noon(`${year + 1}-03-15`), record })
    .where('id', '=', id)
    .execute();
}

/** The entry is published and rests on the newest assessment. */
async function fillEntry(tx: Db, partnershipId: number, demo: DemoPartnership, taxonomy: Taxonomy): Promise<void> {
  const { goal, ...text } = demo.entry;
  const municipalities = demo.members.flatMap(({ municipality }) => municipality ?? []);
  const { entry, issues } = parseEntry(
    {
      ...text,
      ...{ areas: ['beskaeftigelse'], methods: ['lokale-partnerskaber', 'udbud-med-resultatkontrakt'], municipalities },
      ...{ organisation: { name: demo.members[0]?.name ?? '', type: 'kommune' }, status: 'published' },
      ...{ start_date: START, end_date: END, contact: { organisation: demo.members[0]?.name ?? '' } },
    },
    taxonomy,
  );
  if (issues) throw new Error(`${demo.slug}: ${issues.map(({ field, message }) => `${field}: ${message}`).join(' ')}`);
  await importBatch(tx, [entry], taxonomy);
  const { id } = await tx.selectFrom('entries').select('id').where('slug', '=', text.slug).executeTakeFirstOrThrow();
  const newest = await tx
    .selectFrom('annual_assessments')
    .select('id')
    .where('partnership_id', '=', partnershipId)
    .orderBy('year', 'desc')
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('partnership_entries')
    .values({
      ...{ entry_id: id, partnership_id: partnershipId, kind: 'result' },
      ...{ assessment_id: newest.id, goal_key: goal },
    })
    .execute();
}

function noon(day: string): Date {
  return new Date(`${day}T12:00:00Z`);
}
