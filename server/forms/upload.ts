import type { Upload } from '#content/attachments/add-attachments.ts';
import { readLine } from './small-forms.ts';

interface FilePart {
  filename: string;
  toBuffer(): Promise<Buffer>;
}

/** The files that were chosen; a field in which none was chosen sends an empty one without a name. */
export async function readUpload(body: unknown): Promise<Upload> {
  const sent = body && typeof body === 'object' && 'files' in body ? [body.files].flat() : [];
  const files = await Promise.all(
    sent.filter(isFile).map(async (part) => ({ filename: part.filename, bytes: await part.toBuffer() })),
  );
  return { files: files.filter(({ filename, bytes }) => filename || bytes.length), alt: readLine(body, 'alt') };
}

function isFile(part: unknown): part is FilePart {
  return part !== null && typeof part === 'object' && 'toBuffer' in part && typeof part.toBuffer === 'function';
}
