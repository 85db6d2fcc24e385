export interface Tag {
  name: string;
  attributes: Record<string, string>;
}

const NAME = '[a-zA-Z][a-zA-Z0-9-]*';
const ATTRIBUTE = `\\s+(?<name>[a-zA-Z-]+)(?:="(?<value>[^"]*)")?`;
const TAG = new RegExp(
  `<(?<end>/?)(?<name>${NAME})(?<attributes>(?:${ATTRIBUTE.replaceAll(/\?<\w+>/g, '')})*)\\s*/?>`,
  'g',
);
const SCRIPT_CONTENT = /(<script[^>]*>)[^<]*(?=<\/script>)/g;

/** The start tags of HTML written by us. Throws where a `<` does not begin a tag of the plainest form. */
export function readTags(html: string): Tag[] {
  const markup = html.replace(/^<!doctype html>/i, '').replace(SCRIPT_CONTENT, '$1');
  const stray = markup.replace(TAG, '').match(/<.{0,60}/s);
  if (stray) throw new Error(`Not a plain tag: ${stray[0]}`);
  return [...markup.matchAll(TAG)]
    .filter(({ groups }) => !groups?.end)
    .map(({ groups }) => ({ name: groups?.name ?? '', attributes: readAttributes(groups?.attributes ?? '') }));
}

/** The words of HTML as a reader sees them, with single spaces. */
export function readText(html: string): string {
  return decodeEntities(
    html
      .replace(SCRIPT_CONTENT, '$1')
      .replace(/<head>.*<\/head>/s, '')
      .replace(TAG, ' '),
  )
    .replace(/\s+/g, ' ')
    .trim();
}

/** The words of the first element that `pattern`, its start tag, begins. Elements of the same name may not lie in it. */
export function readElement(html: string, pattern: RegExp): string {
  const start = html.search(pattern);
  if (start < 0) throw new Error(`No element ${pattern} in the page`);
  const name = /^<([a-z0-9]+)/.exec(html.slice(start))?.[1];
  return readText(html.slice(start, html.indexOf(`</${name}>`, start)));
}

/** The links of a page in order: what they are called and where they lead. */
export function readLinks(html: string): { text: string; href: string }[] {
  return [...html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)].map(([, attributes = '', content = '']) => {
    const { href = '', 'aria-label': label } = readAttributes(attributes);
    return { text: label ?? readText(content), href };
  });
}

/** The words of each heading of this level in order. */
export function readHeadings(html: string, level: number): string[] {
  const headings = html.matchAll(new RegExp(`<h${level}\\b[^>]*>(.*?)</h${level}>`, 'gs'));
  return [...headings].map(([, content = '']) => readText(content));
}

export function decodeEntities(text: string): string {
  const characters: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => characters[name] ?? '');
}

function readAttributes(text: string): Record<string, string> {
  const found = text.matchAll(new RegExp(ATTRIBUTE, 'g'));
  return Object.fromEntries([...found].map(({ groups }) => [groups?.name ?? '', decodeEntities(groups?.value ?? '')]));
}
