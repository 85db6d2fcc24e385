import { setImmediate as turn } from 'node:timers/promises';
import type { TestSite } from './app.ts';

export interface Reading {
  requests: number;
  /** What was answered otherwise than with 200, or with another number of entries. */
  failed: string[];
  degraded: number;
  slowestMs: number;
  totalMs: number;
}

export interface Readers {
  sofar(): Reading;
  stop(): Promise<Reading>;
}

/** Searches pages and API over and over, some at a time. Each search for `word` must find `expected` entries. */
export function startReaders({ app }: TestSite, word: string, expected: number, atOnce = 3): Readers {
  const reading: Reading = { requests: 0, failed: [], degraded: 0, slowestMs: 0, totalMs: 0 };
  const urls = ['/erfaringer', `/api/v1/entries?q=${word}`, `/erfaringer?q=${word}`, '/api/v1/entries'];
  let isDone = false;
  const read = async (url: string) => {
    const began = performance.now();
    const { statusCode, body } = await app.inject(url);
    reading.requests += 1;
    const took = performance.now() - began;
    reading.totalMs += took;
    reading.slowestMs = Math.max(reading.slowestMs, took);
    if (statusCode !== 200) reading.failed.push(`${url}: ${statusCode}`);
    else if (url.startsWith('/api/')) {
      const { total, degraded } = JSON.parse(body);
      if (degraded) reading.degraded += 1;
      if (url.includes('q=') && total !== expected) reading.failed.push(`${url}: ${total} found, degraded ${degraded}`);
    }
  };
  const readOn = async (first: number) => {
    for (let next = first; !isDone; next += 1) {
      await read(urls[next % urls.length] ?? '');
      await turn();
    }
  };
  const reader = Promise.all(Array.from({ length: atOnce }, (_, first) => readOn(first)));
  return {
    sofar: () => reading,
    stop: async () => {
      isDone = true;
      await reader;
      return reading;
    },
  };
}
