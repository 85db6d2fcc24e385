import type { Db } from '../db/schema.ts';
import { contractInForce, listContracts } from '../partnerships/contracts.ts';
import { replaceMembers } from '../partnerships/members.ts';
import { periodsOf } from '../partnerships/periods.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { type DemoPartnership, END, noon, START } from './demo-partnership.ts';
import { fillEntry, sealAssessment } from './fill-outcomes.ts';

/** Writes one invented partnership with all that came of it. */
export async function fillPartnership(
  tx: Db,
  programmeId: number,
  demo: DemoPartnership,
  taxonomy: Taxonomy,
): Promise<void> {
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
  for (const assessment of demo.assessments) await sealAssessment(tx, id, assessment);
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
