import { parentPort, workerData } from 'node:worker_threads';
import type { ExtractedMessage, ExtractionTask } from './extract-text.ts';
import type { FileExtension } from './file-type.ts';
import { officeText } from './office-text.ts';
import { pdfText } from './pdf-text.ts';
import { UnreadableFile } from './unreadable-file.ts';

/** More than any report holds; it bounds what those who search the text spend on it. */
const MAX_CHARACTERS = 5_000_000;

const { bytes, extension } = workerData as ExtractionTask;
parentPort?.postMessage(await extract(bytes, extension));

async function extract(bytes: Uint8Array, extension: FileExtension): Promise<ExtractedMessage> {
  try {
    const text = extension === 'pdf' ? await pdfText(bytes) : officeText(bytes);
    if (text.length > MAX_CHARACTERS)
      throw new UnreadableFile('Filen har mere tekst, end der kan læses. Del den op i mindre filer.');
    return { text };
  } catch (error) {
    return { problem: error instanceof UnreadableFile ? error.message : undefined };
  }
}
