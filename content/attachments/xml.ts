/** A piece of an XML text; names are without their namespace's prefix. */
export type XmlToken =
  | { kind: 'open'; name: string; attributes: string }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string };

const token = /<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<[?!][^>]*>|<(\/?)([^\s/>]+)((?:"[^"]*"|'[^']*'|[^>"'])*)>|([^<]+)/gs;

/** Reads XML as a row of tags and texts. An element without content is opened and closed. */
export function* readXml(xml: string): Generator<XmlToken> {
  for (const [, cdata, slash, fullName, attributes = '', text] of xml.matchAll(token)) {
    if (text !== undefined) yield { kind: 'text', text: decodeEntities(text) };
    else if (cdata !== undefined) yield { kind: 'text', text: cdata };
    else if (fullName !== undefined) {
      const name = fullName.slice(fullName.indexOf(':') + 1);
      if (!slash) yield { kind: 'open', name, attributes };
      if (slash || attributes.endsWith('/')) yield { kind: 'close', name };
    }
  }
}

/** The attributes of a tag by their whole name. */
export function readAttributes(tag: string): Record<string, string | undefined> {
  const attributes = tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return Object.fromEntries(
    [...attributes].map(([, name = '', double, single = '']) => [name, decodeEntities(double ?? single)]),
  );
}

export function decodeXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(lt|gt|amp|quot|apos));/gi, (entity, hexadecimal, decimal, name) => {
    if (name) return entities[name] ?? entity;
    const code = hexadecimal ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
