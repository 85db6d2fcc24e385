import { Worker } from 'node:worker_threads';
import type { FileExtension } from './file-type.ts';
import { brokenFile, UnreadableFile } from './unreadable-file.ts';

export { UnreadableFile };

export interface ExtractionTask {
  bytes: Uint8Array;
  extension: FileExtension;
}

/** `problem` is undefined when the reader itself does not know what is wrong. */
export type ExtractedMessage = { text: string } | { text?: never; problem: string | undefined };

const TIME_LIMIT = 20_000;
const MAX_HEAP_MB = 512;
/** What the whole process may grow by meanwhile: buffers are outside the heap that a thread can be limited to. */
const MAX_GROWTH = 1024 ** 3;
const WATCH_EVERY = 100;

/**
 * All text of a file that `detectFileType` let through; none of an image. It runs in a thread of its own that is ended
 * when it takes too long or too much memory, for a file may be made to do that.
 */
export async function extractText(
  bytes: Uint8Array,
  extension: FileExtension,
  { timeLimit = TIME_LIMIT } = {},
): Promise<string> {
  if (!isDocument(extension)) return '';
  const worker = new Worker(new URL('./extract-text-worker.ts', import.meta.url), {
    workerData: { bytes, extension } satisfies ExtractionTask,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    env: {},
  });
  const watch = new AbortController();
  try {
    const message = await Promise.race([messageOf(worker), limitExceeded(timeLimit, watch.signal)]);
    if (message.text === undefined) throw message.problem ? new UnreadableFile(message.problem) : brokenFile();
    return message.text;
  } finally {
    watch.abort();
    await worker.terminate();
  }
}

function isDocument(extension: FileExtension): boolean {
  return ['pdf', 'docx', 'xlsx', 'pptx'].includes(extension);
}

function messageOf(worker: Worker): Promise<ExtractedMessage> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => {
      const isTooBig = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      resolve({ problem: isTooBig ? tooMuch : undefined });
    });
    worker.once('exit', () => resolve({ problem: undefined }));
  });
}

const tooMuch = 'Filen kan ikke læses. Den er for stor eller for indviklet. Del den op, og prøv igen.';

function limitExceeded(timeLimit: number, signal: AbortSignal): Promise<ExtractedMessage> {
  const startTime = performance.now();
  const startMemory = process.memoryUsage.rss();
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      const isTooLong = performance.now() - startTime > timeLimit;
      if (isTooLong || process.memoryUsage.rss() - startMemory > MAX_GROWTH) resolve({ problem: tooMuch });
    }, WATCH_EVERY);
    signal.addEventListener('abort', () => clearInterval(timer));
  });
}
