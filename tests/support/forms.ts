import { decodeEntities, readTags } from './html.ts';
import type { TestBrowser } from './session.ts';

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

/** Sends the form of an entry as it is on the page, with changes. */
export async function saveForm(
  browser: TestBrowser,
  path: string,
  changes: Record<string, string | string[]>,
  headers: Record<string, string> = {},
) {
  const { body } = await browser.get(path);
  const entries = readForm(body, path).filter(([name]) => !(name in changes) && name !== '_csrf');
  const fields: Record<string, string[]> = {};
  for (const [name, value] of entries) fields[name] = [...(fields[name] ?? []), value];
  return browser.post(path, { ...fields, ...changes }, headers);
}

const readName = (html: string) => readTags(`${html.slice(0, html.indexOf('>'))}>`)[0]?.attributes.name ?? '';

function chosen(options: string): string {
  const tags = readTags(options);
  return (tags.find(({ attributes }) => 'selected' in attributes) ?? tags[0])?.attributes.value ?? '';
}
