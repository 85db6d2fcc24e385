import { fileTypeFromBuffer } from 'file-type';
import { fullBudget, unpack } from './unpack.ts';
import { decodeXml, readAttributes } from './xml.ts';

const office = 'application/vnd.openxmlformats-officedocument';

/** The kinds of file that may be attached, with the bytes that each begins with. */
const kinds = {
  pdf: { mediaType: 'application/pdf', magic: '%PDF-' },
  docx: { mediaType: `${office}.wordprocessingml.document`, magic: 'PK\x03\x04' },
  xlsx: { mediaType: `${office}.spreadsheetml.sheet`, magic: 'PK\x03\x04' },
  pptx: { mediaType: `${office}.presentationml.presentation`, magic: 'PK\x03\x04' },
  jpg: { mediaType: 'image/jpeg', magic: '\xff\xd8\xff' },
  png: { mediaType: 'image/png', magic: '\x89PNG\r\n\x1a\n' },
  webp: { mediaType: 'image/webp', magic: 'RIFF' },
} as const;

export type FileExtension = keyof typeof kinds;

export interface FileType {
  extension: FileExtension;
  mediaType: string;
}

const MAX_CONTENT_TYPES = 1024 * 1024;

/** What a file is by its content, whatever it is called; undefined for all that may not be attached. */
export async function detectFileType(bytes: Uint8Array): Promise<FileType | undefined> {
  const extension = await fileTypeFromBuffer(bytes).then(
    (type) => type?.ext,
    () => undefined,
  );
  if (!extension || !isAllowed(extension)) return undefined;
  const { mediaType, magic } = kinds[extension];
  // file-type looks past tags and marks in front, and a browser may see another kind of file in those.
  if (!startsWith(bytes, magic)) return undefined;
  if (magic.startsWith('PK') && !isOfficeFile(bytes, mediaType)) return undefined;
  return { extension, mediaType };
}

function isAllowed(extension: string): extension is FileExtension {
  return Object.hasOwn(kinds, extension);
}

function startsWith(bytes: Uint8Array, magic: string): boolean {
  return [...magic].every((character, index) => bytes[index] === character.charCodeAt(0));
}

/** Whether the package says that it is this kind, holds the part it names as its main one, and holds no macros. */
function isOfficeFile(bytes: Uint8Array, mediaType: string): boolean {
  try {
    const isList = (name: string, size: number) => name === '[Content_Types].xml' && size <= MAX_CONTENT_TYPES;
    const { names, parts } = unpack(bytes, isList, fullBudget());
    const list = decodeXml(parts.get('[Content_Types].xml') ?? new Uint8Array());
    if (/macroenabled|vbaproject/i.test(list) || [...names].some((name) => /vbaproject/i.test(name))) return false;
    const main = (list.match(/<(?:\w+:)?Override\s[^>]*>/g) ?? [])
      .map(readAttributes)
      .find(({ ContentType }) => ContentType === `${mediaType}.main+xml`);
    return names.has(main?.PartName?.replace(/^\//, '') ?? '');
  } catch {
    return false;
  }
}
