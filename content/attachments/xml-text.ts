import { numberText } from './workbook-text.ts';
import { readAttributes, readXml } from './xml.ts';

/** The elements whose content people may read; others hold measures and codes. */
const textElements = new Set([
  ...['t', 'delText', 'text', 'v'],
  ...['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'],
  ...['title', 'subject', 'description', 'keywords', 'category', 'lpwstr', 'lpstr', 'bstr'],
]);

const breaks: Record<string, string> = {
  ...Object.fromEntries(['p', 'br', 'cr', 'si', 'pt', 'tr', ...textElements].map((name) => [name, '\n'])),
  // Runs of one paragraph join, or a number that is half bold would be two.
  ...{ t: '', delText: '', tab: '\t', tc: '\t', noBreakHyphen: '-' },
};

/** Values that people read or follow though they stand in a tag. */
const readableAttributes: Record<string, (attributes: Record<string, string | undefined>) => (string | undefined)[]> = {
  docPr: ({ title, descr }) => [title, descr],
  cNvPr: ({ title, descr }) => [title, descr],
  sheet: ({ name }) => [name],
  Relationship: ({ TargetMode, Target }) => [TargetMode === 'External' ? Target : undefined],
  // What a pivot table remembers of its source.
  s: ({ v }) => [v],
  n: ({ v }) => [v && numberText(v)],
};

/** The words of a part of an office file, a paragraph a line. Of data that others defined, all elements are read. */
export function xmlText(xml: string, everyElement = false): string {
  let text = '';
  /** What would come in the middle of a paragraph. */
  const aside: string[] = [];
  let current = '';
  for (const token of readXml(xml)) {
    if (token.kind === 'open') {
      current = token.name;
      const readable = token.attributes ? readableAttributes[token.name] : undefined;
      if (readable) aside.push(...readable(readAttributes(token.attributes)).filter((value) => value !== undefined));
    } else if (token.kind === 'close') {
      text += breaks[token.name] ?? (everyElement ? '\n' : '');
      current = '';
    } else if (current === 'instrText') aside.push(token.text);
    else if (current === 'v') text += numberText(token.text);
    else if (everyElement || textElements.has(current)) text += token.text;
  }
  return [text.trim(), ...aside].join('\n');
}
