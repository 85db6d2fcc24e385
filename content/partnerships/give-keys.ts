import type { Db } from '../db/schema.ts';
import type { ContractContent } from './contract.ts';

const parts = { goals: 'goal', activities: 'activity', dissemination: 'dissemination' } as const;

/**
 * Gives each goal, activity and step that is new the next free key of its kind, over all texts that there ever were and
 * the parts (`goal:1`) that something was said about or became of: a key stays with what it was given to.
 */
export function giveKeys(content: ContractContent, earlier: ContractContent[], usedParts: string[]): ContractContent {
  const keysOf = (list: keyof typeof parts) => earlier.flatMap((one) => one[list].map(({ key }) => key));
  const keyed = <Item extends { key: number }>(list: keyof typeof parts, items: Item[]) => {
    const used = usedParts.flatMap((part) => readKey(part, parts[list]));
    return keyItems(items, keysOf(list), [...keysOf(list), ...used]);
  };
  return {
    ...content,
    goals: keyed('goals', content.goals),
    activities: keyed('activities', content.activities),
    dissemination: keyed('dissemination', content.dissemination),
  };
}

/** All texts that a partnership's contract ever had, also of abandoned versions, and the parts that are spoken of elsewhere. */
export async function listGivenKeys(
  tx: Db,
  partnershipId: number,
): Promise<{ texts: ContractContent[]; parts: string[] }> {
  const versions = tx.selectFrom('result_contracts').where('partnership_id', '=', partnershipId);
  const ids = versions.select('id');
  const contents = await versions.select('content').execute();
  const proposals = await tx
    .selectFrom('contract_proposals')
    .select('content')
    .where('contract_id', 'in', ids)
    .execute();
  const comments = await tx.selectFrom('contract_comments').select('part').where('contract_id', 'in', ids).execute();
  const statuses = await tx
    .selectFrom('activity_statuses')
    .select('activity_key as key')
    .where('partnership_id', '=', partnershipId)
    .execute();
  const events = await tx
    .selectFrom('partnership_events')
    .select('step_key as key')
    .where('partnership_id', '=', partnershipId)
    .execute();
  return {
    texts: [...contents, ...proposals].map(({ content }) => content),
    parts: [
      ...comments.map(({ part }) => part),
      ...statuses.map(({ key }) => `activity:${key}`),
      ...events.flatMap(({ key }) => (key === null ? [] : [`dissemination:${key}`])),
    ],
  };
}

function keyItems<Item extends { key: number }>(items: Item[], known: number[], taken: number[]): Item[] {
  let last = Math.max(0, ...taken);
  const seen = new Set<number>();
  return items.map((item) => {
    const keeps = known.includes(item.key) && !seen.has(item.key);
    if (!keeps) last += 1;
    const key = keeps ? item.key : last;
    seen.add(key);
    return { ...item, key };
  });
}

function readKey(part: string, kind: string): number[] {
  const [name, key] = part.split(':');
  return name === kind && key ? [Number(key)] : [];
}
