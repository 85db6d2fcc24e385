const MAX_ITEMS = 500;

export interface VersionedCache<T> {
  /** The value for `key`, made by `make` unless it was made for the content as it is now. */
  get(key: string, make: () => Promise<T>): Promise<T>;
}

/** Keeps what was made from the content until the content changes. Nothing is kept while `version` is undefined. */
export function createVersionedCache<T>(version: () => string | undefined): VersionedCache<T> {
  let items = new Map<string, Promise<T>>();
  let itemsVersion: string | undefined;
  return {
    get: (key, make) => {
      const current = version();
      if (current === undefined) return make();
      if (current !== itemsVersion) {
        items = new Map();
        itemsVersion = current;
      }
      const kept = items.get(key);
      if (kept) return kept;
      const own = items;
      const made = make();
      own.set(key, made);
      made.catch(() => own.delete(key));
      const oldest = own.keys().next().value;
      if (own.size > MAX_ITEMS && oldest !== undefined) own.delete(oldest);
      return made;
    },
  };
}
