import type { ReadCounter } from '../read-counter.ts';
import type { Job } from './jobs.ts';

const WRITE_EVERY_MS = 5000;

/** Writes how often entries were read. */
export function createReadCountWriter(counter: ReadCounter): Job {
  let nextWrite = 0;
  return {
    name: 'entry reads',
    run: async (now) => {
      if (now.getTime() < nextWrite) return;
      await counter.flush();
      nextWrite = now.getTime() + WRITE_EVERY_MS;
    },
  };
}
