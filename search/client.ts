import {
  type FederatedMultiSearchParams,
  Meilisearch,
  type MultiSearchQuery,
  type MultiSearchResponse,
  type SearchResponse,
} from 'meilisearch';
import { Pool } from 'undici';
import type { EntryDocument } from './document.ts';

const CONNECTIONS = 32;
/** Longer than the slowest search should take; a reader has the database's answer long before. */
const SEARCH_TIMEOUT_MS = 3000;
/** For what the index worker asks; an engine that works answers at once, whatever it is doing. */
const ANSWER_TIMEOUT_MS = 4000;
/** For what the index worker sends, which may be a lot. */
const TIMEOUT_MS = 10_000;
const CONNECT_TIMEOUT_MS = 2000;
/** Time for what is under way when the site closes; an engine that hangs would never finish it. */
const FINISH_MS = 500;

/** The search engine and the name of the one index that readers search. */
export interface SearchEngine {
  client: Meilisearch;
  indexUid: string;
  /** Sends searches. The client would do it too, at twice our share of the time. */
  multiSearch(queries: MultiSearchQuery[], signal?: AbortSignal): Promise<MultiSearchResponse<EntryDocument>>;
  /** Sends several searches whose hits come as one list, each once. */
  federatedSearch(request: FederatedMultiSearchParams): Promise<SearchResponse<EntryDocument>>;
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
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
    connect: { timeout: CONNECT_TIMEOUT_MS },
  });
  const client = new Meilisearch({
    host: new URL(pathname, origin).href,
    ...(apiKey ? { apiKey } : {}),
    // Node's own fetch stalls about 40 ms a call here; a keep-alive pool does not (docs/how-search-works.md).
    httpClient: (input, init) => {
      const { pathname, search } = new URL(String(input));
      const method = init?.method ?? 'GET';
      return request(pool, {
        path: pathname + search,
        method,
        headersTimeout: method === 'GET' ? ANSWER_TIMEOUT_MS : TIMEOUT_MS,
        headers: Object.fromEntries(new Headers(init?.headers)),
        body: (init?.body as string | undefined) ?? null,
        signal: init?.signal ?? null,
      });
    },
  });
  const searchRequest = {
    path: `${pathname.replace(/\/$/, '')}/multi-search`,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}) },
    headersTimeout: SEARCH_TIMEOUT_MS,
    bodyTimeout: SEARCH_TIMEOUT_MS,
  };
  return {
    client,
    indexUid: `${indexPrefix}entries`,
    multiSearch: async (queries, signal) =>
      (await request(pool, {
        ...searchRequest,
        body: JSON.stringify({ queries }),
        signal: signal ?? null,
      })) as MultiSearchResponse<EntryDocument>,
    federatedSearch: async (body) =>
      (await request(pool, { ...searchRequest, body: JSON.stringify(body) })) as SearchResponse<EntryDocument>,
    close: async () => {
      const timer = setTimeout(() => void pool.destroy(), FINISH_MS);
      await pool.close();
      clearTimeout(timer);
    },
  };
}

async function request(pool: Pool, options: Parameters<Pool['request']>[0]): Promise<unknown> {
  const { statusCode, body } = await pool.request(options);
  const text = await body.text();
  const value = text ? JSON.parse(text) : undefined;
  if (statusCode >= 400) throw new SearchEngineError(statusCode, value);
  return value;
}
