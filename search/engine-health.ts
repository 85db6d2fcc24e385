import { engineAnswer, type SearchEngine } from './client.ts';
import { DOCUMENT_VERSION } from './document.ts';

/** The site starts without an engine that hangs. */
const CHECK_TIMEOUT_MS = 3000;

/** Whether the engine can be reached and takes our key; throws one clear line when the key is wrong. */
export async function checkSearchAccess({ client }: SearchEngine): Promise<boolean> {
  try {
    const extraRequestInit = { signal: AbortSignal.timeout(CHECK_TIMEOUT_MS) };
    await client.httpRequest.get({ path: 'stats', extraRequestInit });
    return true;
  } catch (error) {
    const answer = engineAnswer(error);
    if (answer && [401, 403].includes(answer.status))
      throw new Error(`Meilisearch refuses MEILI_API_KEY: ${answer.message}`, { cause: error });
    return false;
  }
}

/**
 * Whether readers can search now: the engine answers a real search, in an index that has our settings and documents as
 * this version makes them. An index that Meilisearch made by itself has neither.
 */
export async function isSearchable(engine: SearchEngine, signal?: AbortSignal): Promise<boolean> {
  const query = { indexUid: engine.indexUid, q: '', facets: ['area'], limit: 1, attributesToRetrieve: ['version'] };
  try {
    const { results } = await engine.multiSearch([query], signal);
    const version = results[0]?.hits[0]?.version;
    return version === undefined || version.startsWith(`${DOCUMENT_VERSION}.`);
  } catch {
    return false;
  }
}
