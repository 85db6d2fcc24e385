import { connect } from 'node:net';
import { Pool } from 'undici';
import { cpuMs } from './processes.ts';

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

/** Requests a second of each side in turn, at `connections` requests under way, by side and round. */
export async function throughputInTurn(
  sides: Side[],
  cases: number,
  { connections, seconds, rounds }: { connections: number; seconds: number; rounds: number },
): Promise<number[][]> {
  const rates: number[][] = sides.map(() => []);
  for (let round = 0; round < rounds; round++)
    for (let place = 0; place < sides.length; place++) {
      const turn = (place + round) % sides.length;
      rates[turn]?.push(await throughput(sides[turn] as Side, cases, connections, seconds, round));
    }
  return rates;
}

async function throughput(side: Side, cases: number, connections: number, seconds: number, round: number) {
  let next = round * 37;
  let done = 0;
  const began = performance.now();
  const end = began + seconds * 1000;
  const worker = async () => {
    while (performance.now() < end) {
      await side(next++ % cases);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (done * 1000) / (performance.now() - began);
}

export interface Load {
  perSecond: number;
  /** Processor time of the server a request. */
  cpuMicroseconds: number;
}

/**
 * Sends one request again and again on `connections` sockets for some seconds. The client does nothing but count
 * answers, so that the server, not the client, is what is at its limit.
 */
export async function load(
  server: { url: string; pid: number },
  path: string,
  headers: Record<string, string>,
  expected: number,
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Load> {
  const { hostname, port, host } = new URL(server.url);
  const lines = [
    `GET ${path} HTTP/1.1`,
    `host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  const request = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
  const cpuBefore = cpuMs(server.pid);
  const began = performance.now();
  const end = began + seconds * 1000;
  const counts = await Promise.all(
    Array.from({ length: connections }, () => hammer(hostname, Number(port), request, `HTTP/1.1 ${expected} `, end)),
  );
  const done = counts.reduce((sum, count) => sum + count, 0);
  const cpu = cpuMs(server.pid) - cpuBefore;
  return { perSecond: (done * 1000) / (performance.now() - began), cpuMicroseconds: (cpu * 1000) / done };
}

function hammer(host: string, port: number, request: Buffer, status: string, end: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let done = 0;
    let missing = 0;
    const socket = connect({ host, port, noDelay: true }, () => socket.write(request));
    socket.once('error', reject);
    socket.on('data', (chunk: Buffer) => {
      if (missing > 0) missing -= chunk.length;
      else if (chunk.toString('latin1', 0, status.length) === status) missing = answerLength(chunk) - chunk.length;
      else socket.destroy(new Error(`Expected ${status}, got ${chunk.subarray(0, 200)}`));
      if (missing > 0) return;
      done += 1;
      if (performance.now() < end) socket.write(request);
      else socket.destroy();
    });
    socket.once('close', () => resolve(done));
  });
}

/** Bytes of the whole answer whose beginning, at least all headers, is in `chunk`. */
function answerLength(chunk: Buffer): number {
  const headers = chunk.indexOf('\r\n\r\n') + 4;
  const length = /content-length: (\d+)/i.exec(chunk.toString('latin1', 0, headers))?.[1];
  return headers + Number(length ?? 0);
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
