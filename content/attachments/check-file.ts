import type { Issue } from '../entries/entry.ts';
import { cleanFilename } from './clean-filename.ts';
import { extractText, UnreadableFile } from './extract-text.ts';
import { detectFileType, type FileExtension } from './file-type.ts';
import { stripMetadata } from './strip-metadata.ts';

export interface UploadedFile {
  /** As its owner calls it. */
  filename: string;
  bytes: Buffer;
}

/** A file that can be kept. */
export interface CheckedFile {
  filename: string;
  mediaType: string;
  content: Buffer;
  text: string;
  isPicture: boolean;
}

export const MAX_FILE_BYTES = 10 * 1024 * 1024;
const pictures: FileExtension[] = ['jpg', 'png', 'webp'];
const KINDS = 'PDF, Word (DOCX), Excel (XLSX), PowerPoint (PPTX), JPEG, PNG eller WebP';

/** Finds out what a file is and what it says. Slow, so never inside a transaction. */
export async function checkFile({ filename, bytes }: UploadedFile): Promise<CheckedFile | Issue> {
  const refuse = (message: string): Issue => ({ field: 'files', message: `»${filename}«: ${message}` });
  if (bytes.length > MAX_FILE_BYTES) return refuse('Filen fylder for meget. Den må højst fylde 10 MB.');
  const type = await detectFileType(bytes);
  if (!type) return refuse(`Den slags fil kan ikke lægges på. Brug ${KINDS}.`);
  const { extension, mediaType } = type;
  try {
    const text = await extractText(bytes, extension);
    const content = stripMetadata(bytes, extension);
    const isPicture = pictures.includes(extension);
    return { filename: cleanFilename(filename, extension), mediaType, content, text, isPicture };
  } catch (error) {
    if (error instanceof UnreadableFile) return refuse(error.message);
    throw error;
  }
}
