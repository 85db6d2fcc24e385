import { Pool } from 'undici';

/** One side of a comparison: does the work of case `index`. */
export type Side = (index: number) => Promise<void>;

export interface Ratio {
  value: number;
  /** The lowest and the highest of the rounds: how far to trust it. */
  rounds: [number, number];
}

/** A keep-alive client that takes whole answers and accepts no status but `expected`. */
export function createClient(url: string, connections: number, headers: Record<string, string> = {}) {
  const pool = new Pool(url, { connections });
  const send = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: string, expected = 200) => {
    const answer = await pool.request({ method, path, headers, body: body ?? null });
    const text = await answer.body.text();
    if (answer.statusCode !== expected)
      throw new Error(`${method} ${path}: ${answer.statusCode} ${text.slice(0, 200)}`);
    return { text, headers: answer.headers };
  };
  return {
    get: (path: string) => send('GET', path),
    post: (path: string, body: string, expected = 200) => send('POST', path, body, expected),
    patch: (path: string, body: string) => send('PATCH', path, body, 202),
    delete: (path: string) => send('DELETE', path, undefined, 202),
    close: () => pool.close(),
  };
}
export type Client = ReturnType<typeof createClient>;

/**
 * Times the sides in turn on one connection, `cases` requests each a round. Every side gets every case once a round,
 * but never the one that its neighbour just had, whose data would still be warm; and each comes first equally often.
 * Gives the milliseconds by side and round.
 */
export async function timeInTurn(sides: Side[], cases: number, rounds: number): Promise<number[][][]> {
  const times = sides.map(() => Array.from({ length: rounds }, () => [] as number[]));
  const apart = Math.floor(cases / sides.length);
  for (let round = 0; round < rounds; round++)
    for (let index = 0; index < cases; index++)
      for (let place = 0; place < sides.length; place++) {
        const turn = (place + index) % sides.length;
        const began = performance.now();
        await sides[turn]?.((index + turn * apart) % cases);
        times[turn]?.[round]?.push(performance.now() - began);
      }
  return times;
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export function median(values: number[]): number {
  return percentile(values, 0.5);
}

/** How a figure made of all rounds compares with that of the base, and between which bounds the single rounds lie. */
export function ratio<T>(of: T[], base: T[], figure: (values: T[]) => number): Ratio {
  const single = of.map((value, round) => figure([value]) / figure([base[round] as T]));
  return { value: figure(of) / figure(base), rounds: [Math.min(...single), Math.max(...single)] };
}

export function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
