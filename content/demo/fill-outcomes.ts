import type { Db } from '../db/schema.ts';
import { parseEntry } from '../entries/exchange.ts';
import { importBatch } from '../entries/import-entries.ts';
import { contractOfYear } from '../partnerships/assessed-goals.ts';
import { listContracts } from '../partnerships/contracts.ts';
import { demandAssessment } from '../partnerships/hearing.ts';
import { replaceGoals } from '../partnerships/save-assessment.ts';
import { makeRecord } from '../partnerships/seal-assessment.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { type DemoAssessment, type DemoPartnership, END, noon, START } from './demo-partnership.ts';

/** Writes how a year was judged, sealed, with the record that the figures make. */
export async function sealAssessment(tx: Db, partnershipId: number, assessment: DemoAssessment): Promise<void> {
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
export async function fillEntry(
  tx: Db,
  partnershipId: number,
  demo: DemoPartnership,
  taxonomy: Taxonomy,
): Promise<void> {
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
