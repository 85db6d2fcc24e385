import type { ContractContent } from './contract.ts';

const parts = { goals: 'goal', activities: 'activity', dissemination: 'dissemination' } as const;

/**
 * Gives each goal, activity and step that is new the next free key of its kind, over all texts that there ever were and
 * what was said about their parts: a key stays with what it was given to.
 */
export function giveKeys(
  content: ContractContent,
  earlier: ContractContent[],
  commentedParts: string[],
): ContractContent {
  const keysOf = (list: keyof typeof parts) => earlier.flatMap((one) => one[list].map(({ key }) => key));
  const keyed = <Item extends { key: number }>(list: keyof typeof parts, items: Item[]) => {
    const commented = commentedParts.flatMap((part) => readKey(part, parts[list]));
    return keyItems(items, keysOf(list), [...keysOf(list), ...commented]);
  };
  return {
    ...content,
    goals: keyed('goals', content.goals),
    activities: keyed('activities', content.activities),
    dissemination: keyed('dissemination', content.dissemination),
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
