import { type Budget, fullBudget, unpack } from './unpack.ts';
import { brokenFile, UnreadableFile } from './unreadable-file.ts';
import { readSharedStrings, sheetText } from './workbook-text.ts';
import { decodeXml } from './xml.ts';
import { xmlText } from './xml-text.ts';

/** Parts that say how things look, or that a template brought along. */
const looks =
  /\/(?:theme|slideMasters|slideLayouts|handoutMasters|notesMasters)\/|\/(?:styles|stylesWithEffects|settings|webSettings|fontTable|tableStyles|presProps|viewProps|app)\.xml$/;
const textPart = /^(?:word|xl|ppt|docProps|customXml)\/.*\.(?:xml|rels|html?|mht|txt|csv|rtf)$/i;
/** A chart brings all the numbers of the workbook that it was made from, and a page may hold a whole document. */
const innerFile = /\.(?:doc|xls|ppt)[xm]$/i;
const MAX_DEPTH = 3;

const byName = new Intl.Collator('en', { numeric: true });

/**
 * All the text of a Word, Excel or PowerPoint file: also what is not seen at once, such as notes, comments, hidden
 * sheets, deleted text under change tracking, properties and files within the file.
 */
export function officeText(bytes: Uint8Array, budget: Budget = fullBudget(), depth = 0): string {
  if (depth > MAX_DEPTH)
    throw new UnreadableFile('Filen har for mange filer inden i hinanden. Fjern dem, og prøv igen.');
  const { parts } = unpack(bytes, (name) => (textPart.test(name) && !looks.test(name)) || innerFile.test(name), budget);
  const read = (name: string) => decodeXml(parts.get(name) ?? new Uint8Array());
  const shared = readSharedStrings(readPart(parts, 'xl/sharedStrings.xml'));
  const texts = [...parts.keys()].sort(byName.compare).map((name) => {
    if (innerFile.test(name)) return officeText(parts.get(name) ?? new Uint8Array(), budget, depth + 1);
    if (!/\.(?:xml|rels)$/i.test(name)) return read(name);
    if (name === 'xl/sharedStrings.xml') return '';
    const xml = readPart(parts, name);
    return /^xl\/worksheets\/[^/]+\.xml$/.test(name)
      ? sheetText(xml, shared)
      : xmlText(xml, name.startsWith('customXml/'));
  });
  return [...texts, ...shared.unused()].filter((text) => text.trim()).join('\n');
}

/** A part as XML. One that has no end was cut off by a wrong size, or is encrypted. */
function readPart(parts: Map<string, Uint8Array>, name: string): string {
  const bytes = parts.get(name);
  if (!bytes) return '';
  const xml = decodeXml(bytes);
  if (!/>[\s\0]*$/.test(xml.slice(-100))) throw brokenFile();
  return xml;
}
