import { paths } from '../paths.ts';
import type { Page } from './page.ts';

/** What this page reads of a JSON Schema. */
interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  default?: unknown;
  description?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
}

interface Operation {
  summary?: string;
  description?: string;
  parameters?: { name: string; in: string; required?: boolean; description?: string; schema?: Schema }[];
  responses?: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

/** What this page reads of an OpenAPI document. */
export interface OpenApiDocument {
  info: { description?: string };
  servers?: { url: string }[];
  paths?: Record<string, Record<string, Operation>>;
}

export interface ApiOperation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: { name: string; where: string; type: string; required: string; description: string }[];
  responses: { status: string; meaning: string }[];
  /** The answer's fields, those of lists and objects by their whole path: `hits[].slug`. */
  fields: { name: string; type: string; description: string }[];
}

export interface ApiDocsPage {
  page: Page;
  description: string;
  server: string;
  openApiHref: string;
  exampleHref: string;
  operations: ApiOperation[];
}

const places: Record<string, string> = { query: 'forespørgsel', path: 'sti' };

const meanings: Record<string, string> = {
  200: 'Svaret, som beskrevet her',
  400: 'Forespørgslen har ukendte eller ugyldige værdier',
  404: 'Findes ikke',
  410: 'Trukket tilbage, med dato og begrundelse',
  429: 'For mange forespørgsler på kort tid',
  503: 'Søgningen svarer ikke lige nu',
};

const typeNames: Record<string, string> = {
  string: 'tekst',
  integer: 'heltal',
  number: 'tal',
  boolean: 'true eller false',
  object: 'objekt',
  array: 'liste',
  null: 'null',
};

const formatNames: Record<string, string> = { date: 'dato (åååå-mm-dd)', 'date-time': 'tidspunkt (ISO 8601)' };

/** The API's OpenAPI document as a page to read. */
export function presentApiDocs(document: unknown): ApiDocsPage {
  const { info, servers, paths: routes = {} } = document as OpenApiDocument;
  return {
    page: {
      title: 'Data til egne systemer (API)',
      description: 'Sådan henter et program de udgivne erfaringer gennem databasens åbne programgrænseflade.',
      section: 'api',
      breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: 'Data til egne systemer (API)' }],
    },
    description: info.description ?? '',
    server: servers?.[0]?.url ?? '',
    openApiHref: paths.openApi(),
    exampleHref: `${paths.apiEntries()}?area=beskaeftigelse&per_page=2`,
    operations: Object.entries(routes).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => presentOperation(method.toUpperCase(), path, operation)),
    ),
  };
}

function presentOperation(method: string, path: string, operation: Operation): ApiOperation {
  const responses = operation.responses ?? {};
  return {
    id: `${method} ${path}`
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/-$/, ''),
    method,
    path,
    summary: operation.summary ?? `${method} ${path}`,
    description: operation.description ?? '',
    parameters: (operation.parameters ?? []).map(({ name, in: place, required, description, schema = {} }) => ({
      name,
      where: places[place] ?? place,
      type: describeType(schema),
      required: required ? 'ja' : 'nej',
      description: description ?? schema.description ?? '',
    })),
    responses: Object.keys(responses).map((status) => ({ status, meaning: meanings[status] ?? '' })),
    fields: listFields(responses[200]?.content?.['application/json']?.schema ?? {}, ''),
  };
}

function listFields(schema: Schema, prefix: string): ApiOperation['fields'] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, field]) => {
    const name = prefix + key;
    const inner = withoutNull(field);
    return [
      { name, type: describeType(field), description: field.description ?? '' },
      ...listFields(inner, `${name}.`),
      ...listFields(inner.items ?? {}, `${name}[].`),
    ];
  });
}

/** A schema of a type or null, as the type alone. */
function withoutNull(schema: Schema): Schema {
  const others = schema.anyOf?.filter(({ type }) => type !== 'null') ?? [];
  return others.length === 1 && others[0] ? others[0] : schema;
}

function describeType(schema: Schema): string {
  if (schema.anyOf) return [...new Set(schema.anyOf.map(describeType))].join(' eller ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return withDefault(`en af ${schema.enum.join(', ')}`, schema);
  if (schema.format && formatNames[schema.format]) return formatNames[schema.format] ?? '';
  if (schema.items) return `liste af ${schema.items.properties ? 'objekter' : describeType(schema.items)}`;
  const name = [schema.type ?? 'object']
    .flat()
    .map((type) => typeNames[type] ?? type)
    .join(' eller ');
  return withDefault(name + describeLimits(schema), schema);
}

/** zod writes the largest safe integer where nobody set a limit. */
function describeLimits({ minimum, maximum, maxLength }: Schema): string {
  if (maxLength !== undefined) return `, højst ${maxLength} tegn`;
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? ` fra ${minimum}` : '';
  return from + (maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? ` til ${maximum}` : '');
}

function withDefault(text: string, schema: Schema): string {
  return schema.default === undefined ? text : `${text}; ellers ${schema.default}`;
}
