import { decodeEntities, readTags } from './html.ts';

/** What a browser would send of the form that posts to `action`: names and values in order. */
export function readForm(html: string, action: string): [name: string, value: string][] {
  const start = [...html.matchAll(/<form [^>]*>/g)].find(([tag]) => tag.includes(` action="${action}"`))?.index;
  if (start === undefined) throw new Error(`No form for ${action}`);
  const form = html.slice(start, html.indexOf('</form>', start));
  return [
    ...form.matchAll(/<textarea ([^>]*)>\n?(.*?)<\/textarea>|<select ([^>]*)>(.*?)<\/select>|<input [^>]*>/gs),
  ].flatMap(([whole, area, text = '', select, options = '']): [string, string][] => {
    if (area !== undefined) return [[readName(whole), decodeEntities(text)]];
    if (select !== undefined) return [[readName(whole), chosen(options)]];
    const { name, type, value = '', ...attributes } = readTags(whole)[0]?.attributes ?? {};
    if (!name || (type === 'checkbox' && !('checked' in attributes))) return [];
    return [[name, value]];
  });
}

const readName = (html: string) => readTags(`${html.slice(0, html.indexOf('>'))}>`)[0]?.attributes.name ?? '';

function chosen(options: string): string {
  const tags = readTags(options);
  return (tags.find(({ attributes }) => 'selected' in attributes) ?? tags[0])?.attributes.value ?? '';
}
