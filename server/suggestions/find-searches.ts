import { nameKey } from './facet-names.ts';

/** The earlier searches in which some word, and those after it, begin as the text does; the text itself is none. */
export function findSearches(text: string, searches: string[]): string[] {
  const typed = nameKey(text);
  if (!typed) return [];
  return searches.filter((search) => {
    const key = nameKey(search);
    return key !== typed && ` ${key}`.includes(` ${typed}`);
  });
}
