import { sql } from 'kysely';
import type { Db, Verdict } from '../db/schema.ts';

/** How the result of an entry's effort was judged when the partnership behind it was assessed. */
export interface Assessed {
  verdict: Exclude<Verdict, 'not_judged'>;
  year: number;
  partnership: { name: string; slug: string };
}

/** In how many municipalities entries were tried, as far as readers may know: each municipality has one trial. */
export const triedEntries = sql<{ entry_id: number; tried: number }>`(
  select entry_id, count(*)::int as tried from trials where state = 'published' group by entry_id)`.as('tried_entry');

interface AssessedRow {
  entry_id: number;
  assessment_id: number;
  goal_key: number | null;
  assessed_year: number;
  verdict: Verdict | null;
  partnership_name: string;
  partnership_slug: string;
}

/** Entries that rest on a sealed assessment, with what it says of their goal, or else of the whole. */
export const assessedEntries = sql<AssessedRow>`(
  select origin.entry_id, assessment.id as assessment_id, origin.goal_key, assessment.year as assessed_year,
    partnerships.name as partnership_name, partnerships.slug as partnership_slug,
    case when origin.goal_key is null then assessment.record->>'verdict' else (
      select goal->>'verdict' from jsonb_array_elements(assessment.record->'goals') as goal
      where goal->>'key' = origin.goal_key::text limit 1) end as verdict
  from partnership_entries as origin
  join annual_assessments as assessment on assessment.id = origin.assessment_id and assessment.state = 'sealed'
  join partnerships on partnerships.id = origin.partnership_id)`.as('assessed_entry');

/** Tells whether what readers find of an entry has changed: its text, where it was tried, how it was judged. */
export const entryVersion = sql<string>`concat_ws('.', entries.version, 't' || tried_entry.tried,
  'a' || assessed_entry.assessment_id, 'g' || assessed_entry.goal_key)`;

/** Id and version of each published entry: what every index of them is compared with. */
export function publishedVersions(db: Db) {
  return db
    .selectFrom('entries')
    .leftJoin(triedEntries, 'tried_entry.entry_id', 'entries.id')
    .leftJoin(assessedEntries, 'assessed_entry.entry_id', 'entries.id')
    .select(['entries.id', entryVersion.as('version')])
    .where('entries.state', '=', 'published');
}

/** Null where nothing is sealed, and where what is sealed could not judge. */
export function toAssessed(
  row: {
    [Name in keyof Omit<AssessedRow, 'entry_id' | 'assessment_id' | 'goal_key'>]: AssessedRow[Name] | null;
  },
): Assessed | null {
  const { verdict, assessed_year: year, partnership_name: name, partnership_slug: slug } = row;
  if (!verdict || verdict === 'not_judged' || year === null || name === null || slug === null) return null;
  return { verdict, year, partnership: { name, slug } };
}
