/** Held while writing to the index, so that one process at a time does. */
export const INDEX_LOCK = 'search index';
/** Held while an index is built beside the one in use. */
export const REBUILD_LOCK = 'search index rebuild';
