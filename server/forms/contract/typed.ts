/** A contract as it stands in its form, whether or not it can be used. */
export interface TypedContract {
  text: string;
  effective_from: string;
  reporting: string;
  /** Which precondition changed; the form of the first version does not ask. */
  reason: string;
  goals: TypedGoal[];
  activities: TypedActivity[];
  dissemination: TypedStep[];
  /** The version that was changed. */
  based_on: number;
}

const goalFields = [
  ...['key', 'text', 'indicator', 'unit', 'direction', 'aggregation', 'baseline', 'baseline_date', 'target'],
  ...['deadline', 'source', 'frequency', 'responsible'],
] as const;
type GoalField =
  | ('key' | 'text' | 'indicator' | 'unit' | 'direction' | 'aggregation' | 'baseline' | 'baseline_date' | 'target')
  | ('deadline' | 'source' | 'frequency' | 'responsible');
const activityFields = ['key', 'text', 'start', 'end', 'responsible'] as const;
const stepFields = ['key', 'text', 'audience', 'channel', 'target', 'due'] as const;

export type TypedGoal = Record<GoalField, string> & { splits: string[] };
export type TypedActivity = Record<(typeof activityFields)[number], string>;
export type TypedStep = Record<(typeof stepFields)[number], string>;
export type Group = 'goals' | 'activities' | 'dissemination';

/** More are a slip. */
export const MOST_ITEMS = 30;

type Fields = Record<string, unknown>;

export function readTypedContract(body: unknown): TypedContract {
  const fields = (body && typeof body === 'object' ? body : {}) as Fields;
  return {
    text: readText(fields, 'text').replaceAll('\r\n', '\n'),
    effective_from: readText(fields, 'effective_from'),
    reporting: readText(fields, 'reporting'),
    reason: readText(fields, 'reason').replaceAll('\r\n', '\n'),
    goals: readGroup(fields, 'goals', goalFields as readonly GoalField[]).map(({ place, ...goal }) => ({
      ...goal,
      splits: readAll(fields, `goals.${place}.splits`),
    })),
    activities: readGroup(fields, 'activities', activityFields).map(withoutPlace),
    dissemination: readGroup(fields, 'dissemination', stepFields).map(withoutPlace),
    based_on: /^\d{1,9}$/.test(readText(fields, 'based_on')) ? Number(fields.based_on) : -1,
  };
}

/** A group's items in the order of their places in the form, which may have gaps. */
function readGroup<Field extends string>(
  fields: Fields,
  group: Group,
  names: readonly Field[],
): (Record<Field, string> & { place: number })[] {
  const places = new Set<number>();
  for (const name of Object.keys(fields)) {
    const [first, place = '', ...rest] = name.split('.');
    if (first === group && /^\d{1,3}$/.test(place) && rest.length === 1) places.add(Number(place));
  }
  return [...places]
    .toSorted((a, b) => a - b)
    .slice(0, MOST_ITEMS)
    .map((place) => {
      const texts = names.map((name) => [name, readText(fields, `${group}.${place}.${name}`)]);
      return { ...(Object.fromEntries(texts) as Record<Field, string>), place };
    });
}

function withoutPlace<Item extends { place: number }>({ place: _, ...item }: Item): Omit<Item, 'place'> {
  return item;
}

/** A field that was sent more than once says what it said last. */
function readText(fields: Fields, name: string): string {
  return readAll(fields, name).at(-1) ?? '';
}

function readAll(fields: Fields, name: string): string[] {
  return [fields[name] ?? []].flat().filter((value) => typeof value === 'string');
}

/** The same contract as a form sends it. */
export function toFormEntries({ goals, activities, dissemination, ...whole }: TypedContract): [string, string][] {
  const items = Object.entries({ goals, activities, dissemination }) as [Group, object[]][];
  return [
    ...Object.entries(whole).map(([name, value]): [string, string] => [name, String(value)]),
    ...items.flatMap(([group, list]) =>
      list.flatMap((item, place) =>
        Object.entries(item).flatMap(([name, value]: [string, string | string[]]) =>
          [value].flat().map((one): [string, string] => [`${group}.${place}.${name}`, one]),
        ),
      ),
    ),
  ];
}
