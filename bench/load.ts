import { connect } from 'node:net';
import { median, type Side } from './measure.ts';
import { cpuMs, type Server } from './processes.ts';

/** What servers answered in a while when as many requests as connections were under way all the time. */
export interface Load {
  perSecond: number;
  /** Processor time of the servers a request. */
  cpuMicroseconds: number;
}

export interface LoadOptions {
  connections: number;
  seconds: number;
}

export function rateOf(loads: Load[]): number {
  return median(loads.map(({ perSecond }) => perSecond));
}

export function cpuOf(loads: Load[]): number {
  return median(loads.map(({ cpuMicroseconds }) => cpuMicroseconds));
}

/** Requests a second of processor time: what the clock would show if nobody else wanted the processor. */
export function capacityOf(loads: Load[]): number {
  return 1e6 / cpuOf(loads);
}

/** Loads two sides in turn, after a load of each that warms up; gives the loads by side and round. */
export async function loadInTurn(
  one: () => Promise<Load>,
  other: () => Promise<Load>,
  rounds: number,
): Promise<[Load[], Load[]]> {
  const loads: [Load[], Load[]] = [[], []];
  await one();
  await other();
  for (let round = 0; round < rounds; round++) {
    loads[0].push(await one());
    loads[1].push(await other());
  }
  return loads;
}

/** Sends the cases of a side one after the other; `pids` are the servers that share the work. */
export function loadWith(side: Side, cases: number, pids: number[], options: LoadOptions): Promise<Load> {
  let next = 0;
  return measure(pids, options, async (end) => {
    let done = 0;
    for (; performance.now() < end; done++) await side(next++ % cases);
    return done;
  });
}

/**
 * Sends one request again and again. The client does nothing but count answers, so that it takes as little as it can of
 * the processor that it shares with the server.
 */
export function load(
  server: Server,
  path: string,
  headers: Record<string, string>,
  expected: number,
  options: LoadOptions,
): Promise<Load> {
  const { hostname, port, host } = new URL(server.url);
  const lines = Object.entries({ host, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const status = `HTTP/1.1 ${expected} `;
  return measure([server.pid], options, (end) => hammer(hostname, Number(port), request, status, end));
}

async function measure(
  pids: number[],
  { connections, seconds }: LoadOptions,
  work: (end: number) => Promise<number>,
): Promise<Load> {
  const used = () => pids.reduce((sum, pid) => sum + cpuMs(pid), 0);
  const usedBefore = used();
  const began = performance.now();
  const end = began + seconds * 1000;
  const counts = await Promise.all(Array.from({ length: connections }, () => work(end)));
  const done = counts.reduce((sum, count) => sum + count, 0);
  const elapsed = performance.now() - began;
  return { perSecond: (done * 1000) / elapsed, cpuMicroseconds: ((used() - usedBefore) * 1000) / done };
}

/** Sends the request on one socket, each time that the answer to the last one has come; counts the answers. */
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
