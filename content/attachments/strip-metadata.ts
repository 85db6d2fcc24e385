import type { FileExtension } from './file-type.ts';
import { stripJpeg } from './strip-jpeg.ts';
import { brokenFile } from './unreadable-file.ts';

const PNG_HEADER = 8;
const RIFF_HEADER = 12;
const PNG_PRIVATE = ['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME'];
const WEBP_PRIVATE = ['EXIF', 'XMP '];
/** The bits of a WebP's header that announce what was taken out. */
const WEBP_FLAGS = 0x0c;

/**
 * A picture without what a camera or a program wrote into it beside the picture: the place where it was taken, the name
 * of its owner. Other files are left as they are. Throws UnreadableFile where it cannot be told what is what.
 */
export function stripMetadata(bytes: Buffer, extension: FileExtension): Buffer {
  try {
    if (extension === 'jpg') return stripJpeg(bytes);
    if (extension === 'png') return stripPng(bytes);
    return extension === 'webp' ? stripWebp(bytes) : bytes;
  } catch (error) {
    if (error instanceof RangeError) throw brokenFile();
    throw error;
  }
}

/** A PNG is a row of chunks: length, name, content, check sum. Whatever follows the last one is left out too. */
function stripPng(bytes: Buffer): Buffer {
  const parts = [bytes.subarray(0, PNG_HEADER)];
  for (let at = PNG_HEADER, name = ''; name !== 'IEND'; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new RangeError('A chunk ends beyond the file');
    name = bytes.toString('latin1', at + 4, at + 8);
    if (!PNG_PRIVATE.includes(name)) parts.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat(parts);
}

/** A WebP is a row of chunks too: name, length, content, and a byte more where the length is odd. */
function stripWebp(bytes: Buffer): Buffer {
  const header = Buffer.from(bytes.subarray(0, RIFF_HEADER));
  const parts = [header];
  const fileEnd = Math.min(bytes.length, 8 + bytes.readUInt32LE(4));
  for (let at = RIFF_HEADER; at < fileEnd; ) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length + (length % 2);
    if (end > bytes.length) throw new RangeError('A chunk ends beyond the file');
    const chunk = Buffer.from(bytes.subarray(at, end));
    if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~WEBP_FLAGS, 8);
    if (!WEBP_PRIVATE.includes(name)) parts.push(chunk);
    at = end;
  }
  header.writeUInt32LE(parts.reduce((sum, { length }) => sum + length, 0) - 8, 4);
  return Buffer.concat(parts);
}
