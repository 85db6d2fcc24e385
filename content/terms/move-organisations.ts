import type { Db } from '../db/schema.ts';
import { Refused } from '../refusal.ts';

/**
 * Gives all organisations of a type another one. Refused where an organisation has both: the texts that name it cannot
 * be changed, so the two cannot become one.
 */
export async function moveOrganisations(tx: Db, typeId: number, successorId: number): Promise<void> {
  const both = await tx
    .selectFrom('organisations')
    .innerJoin('organisations as other', 'other.name', 'organisations.name')
    .select('organisations.name')
    .where('organisations.type_id', '=', typeId)
    .where('other.type_id', '=', successorId)
    .orderBy('organisations.name')
    .execute();
  if (both.length) {
    const names = both.map(({ name }) => `»${name}«`).join(', ');
    throw new Refused([{ field: 'successor', message: `Kan ikke lade sig gøre: ${names} står under begge typer.` }]);
  }
  await tx.updateTable('organisations').set({ type_id: successorId }).where('type_id', '=', typeId).execute();
}
