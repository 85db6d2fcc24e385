import { z } from 'zod';
import { toExchange } from '#content/entries/export-entries.ts';
import { eachText } from '#content/entries/fields.ts';
import { findPublicEntry, type StoredEntry, type WithdrawnEntry } from '#content/entries/queries.ts';
import { renderMarkdown } from '#content/markdown.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { apiDialect, knownParams, parseSearchParams, type SearchParams } from '#search/params.ts';
import type { SearchResult } from '#search/search.ts';
import type { App } from '../app.ts';
import type { Deps } from '../deps.ts';
import { paths } from '../paths.ts';
import { type Freshness, insteadOfContent } from '../plugins/conditional.ts';
import { sendError } from '../plugins/errors.ts';
import { limited } from '../plugins/rate-limit.ts';
import { formatDay } from '../presenters/format.ts';
import {
  entryResponse,
  errorResponse,
  type SearchResponse,
  searchQuery,
  searchResponse,
  vocabularyNames,
  vocabularyResponse,
  withdrawnResponse,
} from './api-schemas.ts';

/** The answers are made here from typed values, so they are written without a second check. */
const unchecked = () => JSON.stringify;

export function registerApi(app: App, deps: Deps, fresh: Freshness): void {
  const { db, search, config, getTaxonomy } = deps;
  const options = { onRequest: fresh, config: limited, serializerCompiler: unchecked };

  app.get(
    paths.apiEntries(),
    {
      ...options,
      schema: {
        summary: 'Søg i erfaringer',
        description:
          'Værdier i samme felt er alternativer. Felter skal alle passe. Hvert felts antal ser bort fra feltets eget valg.',
        querystring: searchQuery,
        response: { 200: searchResponse, 400: errorResponse, 429: errorResponse, 503: errorResponse },
      },
    },
    async (request, reply) => {
      const raw = request.query as Record<string, string | string[] | undefined>;
      const { params, issues } = parseSearchParams(raw, apiDialect, await getTaxonomy());
      const known = knownParams(apiDialect);
      const unknown = Object.keys(raw).filter((field) => !known.has(field));
      issues.push(...unknown.map((field) => ({ field, message: `Kendes ikke. Brug ${[...known].join(', ')}.` })));
      if (issues.length) return sendError(request, reply, 400, issues);
      const result = await search.entries(params);
      if (result.degraded) insteadOfContent(reply, 200);
      return toSearchResponse(params, result, config.publicUrl);
    },
  );

  app.get(
    paths.apiEntry(':slug'),
    {
      ...options,
      schema: {
        summary: 'Hent en erfaring',
        description: 'Hele erfaringen i udvekslingsformatet og hver tekst som HTML.',
        params: z.object({ slug: z.string() }),
        response: { 200: entryResponse, 404: errorResponse, 410: withdrawnResponse, 429: errorResponse },
      },
    },
    async (request, reply) => {
      const entry = await findPublicEntry(db, request.params.slug);
      if (!entry) return sendError(request, reply, 404);
      if ('withdrawn_at' in entry) return insteadOfContent(reply, 410).send(toWithdrawnResponse(entry));
      return toEntryResponse(entry);
    },
  );

  app.get(
    paths.apiVocabulary(':name'),
    {
      ...options,
      schema: {
        summary: 'Hent et ordforråd',
        description: 'De værdier, som søgninger og erfaringer bruger, i den rækkefølge, de vises.',
        params: z.object({ name: z.string().meta({ enum: [...vocabularyNames] }) }),
        response: { 200: vocabularyResponse, 404: errorResponse, 429: errorResponse },
      },
    },
    async (request, reply) => {
      const name = vocabularyNames.find((known) => known === request.params.name);
      if (!name) return sendError(request, reply, 404);
      return { name, terms: toTerms(name, await getTaxonomy()) };
    },
  );
}

function toSearchResponse({ page, perPage }: SearchParams, result: SearchResult, publicUrl: string): SearchResponse {
  return {
    total: result.total,
    page,
    per_page: perPage,
    degraded: result.degraded,
    hits: result.hits.map((hit) => ({
      slug: hit.slug,
      title: hit.title,
      one_liner: hit.oneLiner,
      url: publicUrl + paths.entry(hit.slug),
      snippet: hit.snippetHtml,
      areas: hit.areas,
      municipalities: hit.municipalities,
      methods: hit.methods,
      organisation: hit.organisation,
      published_at: hit.publishedAt.toISOString(),
    })),
    facets: result.facets,
  };
}

function toEntryResponse(entry: StoredEntry) {
  return {
    ...toExchange(entry),
    status: 'published' as const,
    tried: entry.tried,
    html: eachText((field) => renderMarkdown(entry[field])),
  };
}

function toWithdrawnResponse({ withdrawn_at, reason }: WithdrawnEntry): z.infer<typeof withdrawnResponse> {
  const message = `Erfaringen blev trukket tilbage ${formatDay(withdrawn_at)}.`;
  return { error: { code: 'withdrawn', message, issues: [], withdrawn_at, reason } };
}

function toTerms(name: (typeof vocabularyNames)[number], taxonomy: Taxonomy) {
  if (name === 'municipalities')
    return taxonomy.municipalities.map(({ code, name: label, region, formerNames }) => ({
      value: code,
      label,
      region,
      former_names: formerNames,
    }));
  return taxonomy.terms[name].map(({ slug, label, description }) => ({ value: slug, label, description }));
}
