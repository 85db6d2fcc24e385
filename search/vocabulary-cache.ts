import type { Db } from '#content/db/schema.ts';
import { loadVocabulary, type Vocabulary } from './vocabulary.ts';

/** Less often than entries change; a word that came since then is looked up (language.ts). */
const LOAD_EVERY_MS = 30_000;
/** A large vocabulary takes long to load, and searches wait meanwhile: no more than a hundredth of the time. */
const LEAST_PAUSE = 100;

export interface KeptVocabulary extends Vocabulary {
  /** Whether nothing has changed since it was loaded: then a word that it does not know stands in no entry. */
  isCurrent(): boolean;
}

/**
 * Keeps the vocabulary in memory. After a change it is loaded again, at most every half minute, a large one less often;
 * the old one serves until the new one is there, so that only the very first search waits.
 */
export function createVocabularyCache(
  db: Db,
  contentVersion: () => string | undefined,
  now: () => number = Date.now,
): () => Promise<KeptVocabulary> {
  let kept: Promise<KeptVocabulary> | undefined;
  let keptVersion: string | undefined;
  let loadedAt = 0;
  let loadEvery = LOAD_EVERY_MS;

  const load = async () => {
    // A change while it is loaded is none that it is sure to hold.
    const version = contentVersion();
    keptVersion = version;
    loadedAt = now();
    const isCurrent = () => version !== undefined && version === contentVersion();
    const vocabulary = await loadVocabulary(db);
    loadEvery = Math.max(LOAD_EVERY_MS, (now() - loadedAt) * LEAST_PAUSE);
    return { ...vocabulary, isCurrent };
  };
  const isStale = () =>
    now() - loadedAt >= loadEvery && (keptVersion === undefined || keptVersion !== contentVersion());
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
