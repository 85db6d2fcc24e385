import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const TAIL_BYTES = 16_384;
const ERROR_LINE = /^Error: |\bERROR\b|panicked at/;

/** The last error in the log after byte `from`: below it Meilisearch prints a stack trace, above it a banner. */
export function readReason(log: string, from: number): string | undefined {
  const lines = readTail(log, from).split('\n');
  return lines.findLast((line) => ERROR_LINE.test(line))?.replace(/^Error: /, '');
}

function readTail(path: string, from: number): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const start = Math.max(from, size - TAIL_BYTES);
    const buffer = Buffer.alloc(Math.max(0, size - start));
    readSync(file, buffer, 0, buffer.length, start);
    return buffer.toString('utf8');
  } finally {
    closeSync(file);
  }
}
