import { z } from 'zod';
import { eachText } from '#content/entries/fields.ts';
import { type FacetName, facets } from '#search/facets.ts';
import { MAX_PER_PAGE, MAX_QUERY_LENGTH, sorts } from '#search/params.ts';

/** Described here, checked by parseSearchParams: its messages say how to mend the request. */
const described = (meta: Record<string, unknown>) =>
  z
    .union([z.string(), z.array(z.string())])
    .optional()
    .meta(meta);

const facetDescriptions: Record<FacetName, string> = {
  area: 'Område. Se /api/v1/vocabularies/areas.',
  municipality: 'Kommunens firecifrede kode. Se /api/v1/vocabularies/municipalities.',
  method: 'Metode. Se /api/v1/vocabularies/methods.',
  target_group: 'Målgruppe. Se /api/v1/vocabularies/target_groups.',
  organisation_type: 'Organisationstype. Se /api/v1/vocabularies/organisation_types.',
  year: 'Det år, indsatsen begyndte.',
  verdict:
    'Hvordan resultatet er bedømt: reached (nået), partly (delvist nået), not_reached (ikke nået) eller not_assessed (ikke bedømt).',
  tried: 'Kun yes: erfaringer, som andre kommuner har afprøvet.',
};

export const searchQuery = z.looseObject({
  q: described({ description: 'Søgeord.', type: 'string', maxLength: MAX_QUERY_LENGTH, anyOf: undefined }),
  ...(Object.fromEntries(
    facets.map(({ name }) => [
      name,
      described({
        description: `${facetDescriptions[name]} Gentag for at vælge flere.`,
        type: 'array',
        items: { type: 'string' },
        anyOf: undefined,
      }),
    ]),
  ) as Record<FacetName, ReturnType<typeof described>>),
  sort: described({
    description: 'Rækkefølge.',
    type: 'string',
    enum: [...sorts],
    default: 'relevance',
    anyOf: undefined,
  }),
  page: described({ description: 'Side, fra 1.', type: 'integer', minimum: 1, default: 1, anyOf: undefined }),
  per_page: described({
    description: 'Erfaringer pr. side.',
    type: 'integer',
    minimum: 1,
    maximum: MAX_PER_PAGE,
    default: 20,
    anyOf: undefined,
  }),
});

const organisation = z.object({ name: z.string(), type: z.string() }).nullable();
const counts = z.record(z.string(), z.number().int());

export const searchResponse = z.object({
  total: z.number().int(),
  page: z.number().int(),
  per_page: z.number().int(),
  degraded: z.boolean().meta({ description: 'Sand, når en enklere søgning svarer i stedet for søgemaskinen.' }),
  hits: z.array(
    z.object({
      slug: z.string(),
      title: z.string(),
      one_liner: z.string(),
      url: z.string(),
      snippet: z.string().meta({ description: 'HTML-tekst, hvor kun <mark> forekommer.' }),
      areas: z.array(z.string()),
      municipalities: z.array(z.string()),
      methods: z.array(z.string()),
      organisation,
      published_at: z.iso.datetime(),
    }),
  ),
  facets: z.object(Object.fromEntries(facets.map(({ name }) => [name, counts])) as Record<FacetName, typeof counts>),
});
export type SearchResponse = z.infer<typeof searchResponse>;

const texts = eachText(() => z.string());

export const entryResponse = z.object({
  slug: z.string(),
  title: z.string(),
  one_liner: z.string(),
  ...texts,
  areas: z.array(z.string()),
  methods: z.array(z.string()),
  target_groups: z.array(z.string()),
  municipalities: z.array(z.string()),
  nationwide: z.boolean(),
  organisation,
  start_date: z.iso.date().nullable(),
  end_date: z.iso.date().nullable(),
  language: z.string(),
  contact: z.object({ name: z.string(), phone: z.string(), email: z.string(), organisation: z.string() }),
  links: z.array(z.object({ title: z.string(), url: z.string() })),
  created_at: z.iso.datetime(),
  published_at: z.iso.datetime().nullable(),
  status: z.literal('published'),
  tried: z.number().int().meta({ description: 'Antal kommuner, der har fortalt, at de har afprøvet erfaringen.' }),
  html: z.object(texts).meta({ description: 'Teksterne som HTML.' }),
});

const issue = z.object({ field: z.string(), message: z.string() });
export const errorResponse = z.object({
  error: z.object({ code: z.string(), message: z.string(), issues: z.array(issue) }),
});

export const withdrawnResponse = z.object({
  error: z.object({
    code: z.literal('withdrawn'),
    message: z.string(),
    issues: z.array(issue),
    withdrawn_at: z.iso.datetime(),
    reason: z.string(),
  }),
});

export const vocabularyNames = ['areas', 'methods', 'target_groups', 'municipalities', 'organisation_types'] as const;
export const vocabularyResponse = z.object({
  name: z.enum(vocabularyNames),
  terms: z.array(
    z.object({
      value: z.string().meta({ description: 'Det, der bruges i søgninger og i udvekslingsformatet.' }),
      label: z.string(),
      description: z.string().optional(),
      region: z.string().optional(),
      former_names: z.array(z.string()).optional(),
    }),
  ),
});
