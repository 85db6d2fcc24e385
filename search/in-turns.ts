import { setImmediate as turn } from 'node:timers/promises';

/** As long as a request may have to wait for work that nobody waits for. */
const AT_A_TIME_MS = 8;

/** Makes something of each item, letting requests be answered in between. */
export async function mapInTurns<T, R>(items: T[], make: (item: T) => R): Promise<R[]> {
  const made: R[] = [];
  let began = performance.now();
  for (const item of items) {
    made.push(make(item));
    if (performance.now() - began < AT_A_TIME_MS) continue;
    await turn();
    began = performance.now();
  }
  return made;
}
