import type { StoredEntry } from '#content/entries/queries.ts';
import { plainText } from '#content/markdown.ts';
import type { SearchEngine } from './client.ts';
import { analyse, markedKeys } from './danish/analyse.ts';
import type { EntryDocument } from './document.ts';
import type { Vocabulary } from './vocabulary.ts';

/** An entry with what it is compared by. */
export type Subject = Text & Pick<StoredEntry, 'id' | 'areas' | 'methods' | 'target_groups'>;
type Text = Pick<StoredEntry, 'title' | 'one_liner' | 'summary'>;

/** The words that tell most of an entry, and how much each tells. */
export type TellingKeys = Map<string, number>;

/** The engine reads no more words of a query. */
const KEYS = 10;
const TURNS = 3;
const CANDIDATES = 30;
/** What sharing a term counts, beside the words in common, which together count 1. */
const SHARED = { method: 0.35, target_group: 0.15, area: 0.1 };
const IN_TITLE = 3;
const IN_ONE_LINER = 2;

/** The keys of an entry that few other entries hold and it says most, with weights that add up to 1. */
export function tellingKeys(entry: Text, vocabulary: Vocabulary): TellingKeys {
  const counts = new Map<string, number>();
  const count = (text: string, weight: number) => {
    for (const key of analyse(text)) counts.set(key, (counts.get(key) ?? 0) + weight);
  };
  count(entry.title, IN_TITLE);
  count(entry.one_liner, IN_ONE_LINER);
  count(plainText(entry.summary), 1);
  const rarity = (key: string) => Math.log(1 + vocabulary.mostEntries / (1 + vocabulary.entries(key)));
  const told = [...counts]
    .map(([key, said]) => [key, Math.log1p(said) * rarity(key)] as const)
    // A word that no other entry holds leads nowhere.
    .filter(([key]) => vocabulary.entries(key) > 1)
    .sort(([a, more], [b, most]) => most - more || (a < b ? -1 : 1))
    .slice(0, KEYS);
  const all = told.reduce((sum, [, weight]) => sum + weight, 0);
  return new Map(told.map(([key, weight]) => [key, weight / all]));
}

/** Facet values of which a related entry shares one. */
export function kinship({ areas, methods, target_groups }: Subject): [facet: keyof typeof SHARED, value: string][] {
  return [
    ...areas.map((value) => ['area', value] as const),
    ...methods.map((value) => ['method', value] as const),
    ...target_groups.map((value) => ['target_group', value] as const),
  ].map(([facet, value]) => [facet, value]);
}

/** The ids of published entries on the same subject, the nearest first. */
export async function findRelated(
  engine: SearchEngine,
  entry: Subject,
  keys: TellingKeys,
  hiddenIds: number[],
  limit: number,
): Promise<number[]> {
  const shared = kinship(entry).map(([facet, value]) => `${facet} = ${JSON.stringify(value)}`);
  if (!shared.length) return [];
  const filter = [shared, [`id NOT IN [${[entry.id, ...hiddenIds].join(', ')}]`]];
  const attributes = ['id', 'title_keys', 'one_liner_keys', 'text_keys', 'area', 'method', 'target_group'];
  const alike = await findByKeys(engine, keys, filter, attributes, CANDIDATES);
  // Where few hold the words, what shares a term is better than nothing.
  const others = alike.length < limit ? await findSharing(engine, filter, attributes) : [];
  return [...new Map([...alike, ...others].map((document) => [document.id, document])).values()]
    .map((document) => ({ id: document.id, nearness: nearness(document, entry, keys) }))
    .sort((a, b) => b.nearness - a.nearness || b.id - a.id)
    .slice(0, limit)
    .map(({ id }) => id);
}

/** The documents that hold the most of the telling words, with those attributes. */
export async function findByKeys(
  engine: SearchEngine,
  keys: TellingKeys,
  filter: string[][],
  attributes: string[],
  limit: number,
): Promise<EntryDocument[]> {
  if (!keys.size) return [];
  const queries = toQueries(engine, keys, filter, attributes);
  return (await engine.federatedSearch({ federation: { limit }, queries })).hits;
}

async function findSharing({ indexUid, ...engine }: SearchEngine, filter: string[][], attributes: string[]) {
  const query = { indexUid, q: '', filter, attributesToRetrieve: attributes };
  return (await engine.federatedSearch({ federation: { limit: CANDIDATES }, queries: [query] })).hits;
}

/** The words that tell most take turns in front, since the engine gives up those at the end. */
function toQueries({ indexUid }: SearchEngine, keys: TellingKeys, filter: string[][], attributes: string[]) {
  const words = [...keys.keys()];
  return words.slice(0, TURNS).map((_, turn) => ({
    indexUid,
    q: `${markedKeys([...words.slice(turn), ...words.slice(0, turn)])} `,
    filter,
    matchingStrategy: 'last' as const,
    attributesToRetrieve: attributes,
  }));
}

/** The share of the telling words that it holds, and the terms in common. */
function nearness(document: EntryDocument, entry: Subject, keys: TellingKeys): number {
  const held = new Set([document.title_keys, document.one_liner_keys, document.text_keys].join(' ').split(' '));
  const words = [...keys].reduce((sum, [key, weight]) => sum + (held.has(markedKeys([key])) ? weight : 0), 0);
  const terms = kinship(entry).reduce(
    (sum, [facet, value]) => sum + (document[facet].includes(value) ? SHARED[facet] : 0),
    0,
  );
  return words + terms;
}
