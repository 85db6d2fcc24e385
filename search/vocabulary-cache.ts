import type { Db } from '#content/db/schema.ts';
import { loadVocabulary, type Vocabulary } from './vocabulary.ts';

/** Less often than entries change; a word that came since then is looked up (language.ts). */
const LOAD_EVERY_MS = 30_000;

export interface KeptVocabulary extends Vocabulary {
  /** Whether nothing has changed since it was loaded: then a word that it does not know stands in no entry. */
  isCurrent(): boolean;
}

/**
 * Keeps the vocabulary in memory. After a change it is loaded again, at most every half minute; the old one serves until
 * the new one is there, so that only the very first search waits.
 */
export function createVocabularyCache(
  db: Db,
  contentVersion: () => string | undefined,
  now: () => number = Date.now,
): () => Promise<KeptVocabulary> {
  let kept: Promise<KeptVocabulary> | undefined;
  let keptVersion: string | undefined;
  let loadedAt = 0;

  const load = async () => {
    // A change while it is loaded is none that it is sure to hold.
    const version = contentVersion();
    keptVersion = version;
    loadedAt = now();
    const isCurrent = () => version !== undefined && version === contentVersion();
    return { ...(await loadVocabulary(db)), isCurrent };
  };
  const isStale = () =>
    now() - loadedAt >= LOAD_EVERY_MS && (keptVersion === undefined || keptVersion !== contentVersion());
  const loadFirst = () => {
    const first = load();
    first.catch(() => {
      kept = undefined;
    });
    return first;
  };
  const loadAgain = () => {
    const next = load();
    next.then(
      () => {
        kept = next;
      },
      () => {
        keptVersion = undefined; // the database is away; the old one serves on, and the next try comes
      },
    );
  };

  return () => {
    if (!kept) kept = loadFirst();
    else if (isStale()) loadAgain();
    return kept;
  };
}
