import type { SynonymSet } from '#content/thesaurus/list-synonyms.ts';
import { analyse, markedKeys } from './danish/analyse.ts';

/** The thesaurus by analysed words, so that one line serves every form of its words. */
export interface Thesaurus {
  /** Other ways to say what these keys say. */
  alternatives(keys: string[]): string[][];
  /** The most keys that one headword has. */
  longest: number;
  /** The same as the search engine takes it (its setting `synonyms`). */
  settings: Record<string, string[]>;
}

export function buildThesaurus(sets: SynonymSet[]): Thesaurus {
  const finds = new Map<string, Map<string, string[]>>();
  for (const { words, finds: also } of sets) {
    const heads = words.map(analyse).filter((keys) => keys.length);
    const targets = [...heads, ...also.map(analyse).filter((keys) => keys.length)];
    for (const head of heads.map(joined)) {
      const found = finds.get(head) ?? new Map();
      for (const target of targets) if (joined(target) !== head) found.set(joined(target), target);
      finds.set(head, found);
    }
  }
  return {
    alternatives: (keys) => [...(finds.get(joined(keys))?.values() ?? [])],
    longest: Math.max(1, ...[...finds.keys()].map((head) => head.split(' ').length)),
    settings: Object.fromEntries(
      [...finds].map(([head, found]) => [markedKeys(head.split(' ')), [...found.values()].map(markedKeys).sort()]),
    ),
  };
}

function joined(keys: string[]): string {
  return keys.join(' ');
}
