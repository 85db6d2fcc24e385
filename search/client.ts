import { Meilisearch, type MultiSearchQuery, type MultiSearchResponse } from 'meilisearch';
import { Pool } from 'undici';
import type { EntryDocument } from './document.ts';

const CONNECTIONS = 32;
/** Longer than the slowest search should take, shorter than a reader waits. */
const SEARCH_TIMEOUT_MS = 10_000;

/** The search engine and the name of the one index that readers search. */
export interface SearchEngine {
  client: Meilisearch;
  indexUid: string;
  /** Sends searches. The client would do it too, at twice our share of the time. */
  multiSearch(queries: MultiSearchQuery[]): Promise<MultiSearchResponse<EntryDocument>>;
  close(): Promise<void>;
}

/** The search engine answered, but not with what was asked for. */
export class SearchEngineError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, body: { message?: string; code?: string } | undefined) {
    super(body?.message ?? `HTTP ${status}`);
    this.status = status;
    this.code = body?.code ?? '';
  }
}

/** The engine's answer behind an error; the client wraps it. Undefined when there was no answer. */
export function engineAnswer(error: unknown): SearchEngineError | undefined {
  if (error instanceof SearchEngineError) return error;
  return error instanceof Error && error.cause ? engineAnswer(error.cause) : undefined;
}

export interface SearchServer {
  url: string;
  apiKey?: string | undefined;
  indexPrefix?: string | undefined;
}

export function connectSearch({ url, apiKey, indexPrefix = '' }: SearchServer): SearchEngine {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    headersTimeout: SEARCH_TIMEOUT_MS,
    bodyTimeout: SEARCH_TIMEOUT_MS,
    connect: { timeout: 2000 },
  });
  const client = new Meilisearch({
    host: new URL(pathname, origin).href,
    ...(apiKey ? { apiKey } : {}),
    // Node's own fetch stalls about 40 ms a call here; a keep-alive pool does not (docs/how-search-works.md).
    httpClient: (input, init) => {
      const { pathname, search } = new URL(String(input));
      return request(pool, {
        path: pathname + search,
        method: init?.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: (init?.body as string | undefined) ?? null,
      });
    },
  });
  const searchRequest = {
    path: `${pathname.replace(/\/$/, '')}/multi-search`,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
  };
  return {
    client,
    indexUid: `${indexPrefix}entries`,
    multiSearch: async (queries) =>
      (await request(pool, {
        ...searchRequest,
        body: JSON.stringify({ queries }),
      })) as MultiSearchResponse<EntryDocument>,
    close: () => pool.close(),
  };
}

async function request(pool: Pool, options: Parameters<Pool['request']>[0]): Promise<unknown> {
  const { statusCode, body } = await pool.request(options);
  const text = await body.text();
  const value = text ? JSON.parse(text) : undefined;
  if (statusCode >= 400) throw new SearchEngineError(statusCode, value);
  return value;
}

/** Whether the engine can be reached and takes our key; throws one clear line when the key is wrong. */
export async function checkSearchAccess({ client }: SearchEngine): Promise<boolean> {
  try {
    await client.getStats();
    return true;
  } catch (error) {
    const answer = engineAnswer(error);
    if (answer && [401, 403].includes(answer.status))
      throw new Error(`Meilisearch refuses MEILI_API_KEY: ${answer.message}`, { cause: error });
    return false;
  }
}

/** Whether readers can search now: the engine answers and has our index. */
export async function isSearchable({ client, indexUid }: SearchEngine): Promise<boolean> {
  try {
    await client.getRawIndex(indexUid);
    return true;
  } catch {
    return false;
  }
}
