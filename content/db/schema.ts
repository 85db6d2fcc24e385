import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';

/** A day as `yyyy-mm-dd`: a date has no time zone. */
type Day = ColumnType<string, string, string>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** A timestamp that the database sets when it is left out. */
type DefaultTimestamp = ColumnType<Date, Date | string | undefined, Date | string>;

export type EntryState = 'draft' | 'submitted' | 'returned' | 'published' | 'withdrawn';
export type Vocabulary = 'areas' | 'methods' | 'target_groups' | 'organisation_types';
export interface Link {
  title: string;
  url: string;
}

interface RegionTable {
  slug: string;
  name: string;
  code: string | null;
  valid_from: Day;
  valid_to: Day | null;
}

interface MunicipalityTable {
  code: string;
  name: string;
  official_name: string;
  slug: string;
}

interface MunicipalityRegionTable {
  municipality_code: string;
  region_slug: string;
  valid_from: Day;
  valid_to: Day | null;
}

interface FormerMunicipalityTable {
  code: string;
  name: string;
  county: string | null;
  valid_to: Day;
}

interface MunicipalitySuccessionTable {
  former_code: string;
  municipality_code: string;
  partial: boolean;
}

interface TermTable {
  id: Generated<number>;
  vocabulary: Vocabulary;
  slug: string;
  label: string;
  description: Generated<string>;
  position: number;
  valid_from: Day | null;
  valid_to: Day | null;
  successor_id: number | null;
}

interface OrganisationTable {
  id: Generated<number>;
  name: string;
  type_id: number;
}

interface EntryTable {
  id: Generated<number>;
  slug: string;
  state: EntryState;
  version: Generated<number>;
  latest_revision_id: number | null;
  published_revision_id: number | null;
  created_at: DefaultTimestamp;
  updated_at: DefaultTimestamp;
  published_at: Timestamp | null;
  withdrawn_at: Timestamp | null;
  withdrawal_reason: string | null;
}

interface EntryRevisionTable {
  id: Generated<number>;
  entry_id: number;
  number: number;
  title: string;
  one_liner: string;
  summary: string;
  background: string;
  method: string;
  results: string;
  resources: string;
  beneficiaries: string;
  locality: string;
  financing: string;
  eu_support: string;
  lessons: string;
  nationwide: boolean;
  organisation_id: number | null;
  start_date: Day | null;
  end_date: Day | null;
  language: string;
  contact_name: string;
  contact_phone: string;
  contact_email: string;
  contact_organisation: string;
  /** Written as JSON text, read as values. */
  links: ColumnType<Link[], string, string>;
  created_at: DefaultTimestamp;
}

interface RevisionTermTable {
  revision_id: number;
  term_id: number;
}

interface RevisionMunicipalityTable {
  revision_id: number;
  municipality_code: string;
}

interface IndexQueueTable {
  entry_id: number;
  ticket: ColumnType<string, never, string>;
  requested_at: DefaultTimestamp;
}

export interface Schema {
  regions: RegionTable;
  municipalities: MunicipalityTable;
  municipality_regions: MunicipalityRegionTable;
  former_municipalities: FormerMunicipalityTable;
  municipality_successions: MunicipalitySuccessionTable;
  terms: TermTable;
  organisations: OrganisationTable;
  entries: EntryTable;
  entry_revisions: EntryRevisionTable;
  revision_terms: RevisionTermTable;
  revision_municipalities: RevisionMunicipalityTable;
  index_queue: IndexQueueTable;
}

/** The database or a transaction in it: what every function that reads or writes takes first. */
export type Db = Kysely<Schema> | Transaction<Schema>;
