import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { DraftFields } from '../entries/draft.ts';
import type { AssessmentRecord } from '../partnerships/assessment.ts';
import type { ContractContent } from '../partnerships/contract.ts';
import type { Split, TypedReport } from '../partnerships/report.ts';
import type { Appropriation } from '../programmes/appropriation.ts';

/** A day as `yyyy-mm-dd`: a date has no time zone. */
type Day = ColumnType<string, string, string>;
type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** A timestamp that the database sets when it is left out. */
type DefaultTimestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** Words at their places, as Postgres writes them: `'job':3A,7 'kvind':4`. */
type Tsvector = string;

/** Numbers that Postgres gives as text, since not all of them are numbers of JavaScript. */
type Bigint = ColumnType<string, number | undefined, number>;
type Numeric = ColumnType<string, number, number>;

/** Written as JSON text, read as values. */
type Json<T> = ColumnType<T, string, string>;
type DefaultJson<T> = ColumnType<T, string | undefined, string>;
type NullableJson<T> = ColumnType<T | null, string | null | undefined, string | null>;

export type Role = 'reader' | 'partner' | 'consultant' | 'editor' | 'admin';
export type PendingState = 'draft' | 'submitted' | 'returned';
export type ChangeKind = 'minor' | 'major';
export type EntryState = 'draft' | 'submitted' | 'returned' | 'published' | 'withdrawn';
export type Vocabulary = 'areas' | 'methods' | 'target_groups' | 'organisation_types';
export type PartnershipState = 'draft' | 'active' | 'closed';
export type MemberType = 'municipality' | 'company' | 'school' | 'association' | 'other';
/** The two that a result contract binds. */
export type Side = 'partnership' | 'ministry';
export type ContractState = 'draft' | 'negotiation' | 'signed';
type AnyContractState = ContractState | 'abandoned';
export type ActivityStatus = 'planned' | 'running' | 'done' | 'dropped';
export type ReportState = 'draft' | 'submitted' | 'returned' | 'approved';
export type AssessmentState = 'draft' | 'hearing' | 'sealed';
export type Verdict = 'reached' | 'partly' | 'not_reached' | 'not_judged';
export type TrialState = 'submitted' | 'returned' | 'published';
export type WouldAgain = 'yes' | 'partly' | 'no';
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
  pending: PendingState | null;
  confirmed_at: Timestamp | null;
  unconfirmed_since: Timestamp | null;
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
  links: Json<Link[]>;
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

interface UserTable {
  id: Generated<number>;
  /** In lower case. */
  email: string;
  name: string;
  organisation: Generated<string>;
  role: Role;
  password_hash: string | null;
  oidc_subject: string | null;
  created_at: DefaultTimestamp;
  suspended_at: Timestamp | null;
  last_sign_in_at: Timestamp | null;
}

interface SessionTable {
  id: string;
  user_id: number | null;
  data: Json<Record<string, unknown>>;
  expires_at: Timestamp;
}

interface AccountLinkTable {
  token_hash: string;
  purpose: 'invitation' | 'reset' | 'first_admin';
  user_id: number | null;
  created_at: DefaultTimestamp;
  expires_at: Timestamp;
  used_at: Timestamp | null;
}

interface SecretTable {
  name: string;
  value: string;
}

interface MailQueueTable {
  id: Generated<number>;
  key: string;
  recipient: string;
  template: string;
  data: Json<Record<string, unknown>>;
  created_at: DefaultTimestamp;
  next_attempt_at: DefaultTimestamp;
  attempts: Generated<number>;
  last_error: string | null;
  sent_at: Timestamp | null;
}

interface AuditLogTable {
  position: ColumnType<string, never, never>;
  at: DefaultTimestamp;
  actor_id: number | null;
  action: string;
  object_type: string;
  object_id: string;
  before: NullableJson<Record<string, unknown>>;
  after: NullableJson<Record<string, unknown>>;
  reason: Generated<string>;
  request_id: Generated<string>;
  previous_hash: ColumnType<string, undefined, never>;
  hash: ColumnType<string, undefined, never>;
}

interface EntryAuthorTable {
  entry_id: number;
  user_id: number;
}

interface EntryDraftTable {
  entry_id: number;
  version: number;
  fields: NullableJson<DraftFields>;
  saved_by: number | null;
  saved_at: DefaultTimestamp;
}

interface PublicationTable {
  id: Generated<number>;
  entry_id: number;
  revision_id: number;
  kind: ChangeKind;
  change_note: Generated<string>;
  override_reason: Generated<string>;
  requested_by: number | null;
  requested_at: DefaultTimestamp;
  due_at: Timestamp;
  published_at: Timestamp | null;
}

interface ReviewTable {
  id: Generated<number>;
  entry_id: number;
  revision_id: number;
  submitted_by: number | null;
  submitted_at: DefaultTimestamp;
  reviewer_id: number | null;
  taken_at: Timestamp | null;
  outcome: 'returned' | 'published' | 'recalled' | null;
  reason: Generated<string>;
  closed_by: number | null;
  closed_at: Timestamp | null;
}

interface ReviewCommentTable {
  id: Generated<number>;
  review_id: number;
  field: string;
  body: string;
  author_id: number;
  created_at: DefaultTimestamp;
}

interface AttachmentTable {
  id: Generated<number>;
  entry_id: number;
  key: string;
  filename: string;
  media_type: string;
  size: number;
  content: Buffer;
  text: string;
  alt: Generated<string>;
  uploaded_by: number;
  uploaded_at: DefaultTimestamp;
  removed_at: Timestamp | null;
}

interface RevisionAttachmentTable {
  revision_id: number;
  attachment_id: number;
}

interface TermProposalTable {
  id: Generated<number>;
  vocabulary: 'methods';
  label: string;
  description: Generated<string>;
  entry_id: number;
  proposed_by: number;
  proposed_at: DefaultTimestamp;
  outcome: 'approved' | 'rejected' | null;
  term_id: number | null;
  reason: Generated<string>;
  decided_by: number | null;
  decided_at: Timestamp | null;
}

interface ContactConfirmationTable {
  id: Generated<number>;
  entry_id: number;
  asked_at: Timestamp;
  reminders: Generated<number>;
  last_mail_at: Timestamp;
  answer: 'confirmed' | 'corrected' | 'handed_over' | 'unanswered' | null;
  note: Generated<string>;
  answered_at: Timestamp | null;
}

interface SearchDocumentTable {
  entry_id: number;
  version: string;
  words: Tsvector;
  facets: string[];
  title_order: string;
}

interface SearchWordTable {
  word: string;
  entries: number;
}

interface SynonymTable {
  id: Generated<number>;
  words: string[];
  finds: Generated<string[]>;
  note: Generated<string>;
  updated_at: DefaultTimestamp;
  updated_by: number | null;
}

interface CollectionTable {
  id: Generated<number>;
  slug: string;
  title: string;
  text: Generated<string>;
  query: string;
  published: Generated<boolean>;
  version: Generated<number>;
  created_at: DefaultTimestamp;
  created_by: number | null;
  updated_at: DefaultTimestamp;
}

interface CollectionEntryTable {
  collection_id: number;
  entry_id: number;
  position: number;
}

interface SearchCountTable {
  day: Day;
  query: string;
  searches: number;
  hits: number;
  clicks: Generated<number>;
}

interface EntryWishTable {
  id: Generated<number>;
  title: string;
  note: Generated<string>;
  query: Generated<string>;
  created_at: DefaultTimestamp;
  created_by: number | null;
  closed_at: Timestamp | null;
  closed_by: number | null;
  entry_id: number | null;
}

interface ProgrammeTable {
  id: Generated<number>;
  slug: string;
  name: string;
  text: Generated<string>;
  start_date: Day;
  end_date: Day | null;
  source: Generated<string>;
  rules: Generated<string>;
  appropriations: DefaultJson<Appropriation[]>;
  published: Generated<boolean>;
  version: Generated<number>;
  created_at: DefaultTimestamp;
  updated_at: DefaultTimestamp;
}

interface PartnershipTable {
  id: Generated<number>;
  slug: string;
  programme_id: number;
  name: string;
  summary: Generated<string>;
  start_date: Day;
  end_date: Day;
  contact_name: Generated<string>;
  contact_phone: Generated<string>;
  contact_email: Generated<string>;
  contact_organisation: Generated<string>;
  state: ColumnType<PartnershipState, PartnershipState | undefined, PartnershipState>;
  demonstration: Generated<boolean>;
  version: Generated<number>;
  created_at: DefaultTimestamp;
  updated_at: DefaultTimestamp;
  closed_at: Timestamp | null;
}

interface PartnershipMemberTable {
  id: Generated<number>;
  partnership_id: number;
  name: string;
  type: MemberType;
  municipality_code: string | null;
  task: Generated<string>;
  position: number;
}

interface PartnershipUserTable {
  partnership_id: number;
  user_id: number;
}

interface PartnershipGrantTable {
  partnership_id: number;
  year: number;
  /** In whole DKK. */
  commitment: Bigint;
  paid: Bigint;
  advance: Bigint;
}

interface ContractTable {
  id: Generated<number>;
  partnership_id: number;
  number: number;
  state: ColumnType<AnyContractState, AnyContractState | undefined, AnyContractState>;
  turn: ColumnType<Side, Side | undefined, Side>;
  effective_from: Day;
  reason: Generated<string>;
  content: Json<ContractContent>;
  version: Generated<number>;
  partnership_signed_at: Timestamp | null;
  partnership_signed_by: number | null;
  ministry_signed_at: Timestamp | null;
  ministry_signed_by: number | null;
  created_at: DefaultTimestamp;
  created_by: number | null;
  abandoned_at: Timestamp | null;
  abandoned_by: number | null;
}

interface ContractProposalTable {
  id: Generated<number>;
  contract_id: number;
  side: Side;
  content: Json<ContractContent>;
  effective_from: Day;
  message: Generated<string>;
  author_id: number | null;
  sent_at: DefaultTimestamp;
  reason: Generated<string>;
}

interface ContractCommentTable {
  id: Generated<number>;
  contract_id: number;
  part: string;
  body: string;
  author_id: number;
  created_at: DefaultTimestamp;
}

interface ActivityStatusTable {
  partnership_id: number;
  activity_key: number;
  status: ActivityStatus;
  note: Generated<string>;
  updated_at: DefaultTimestamp;
  updated_by: number | null;
}

interface PartnershipEventTable {
  id: Generated<number>;
  partnership_id: number;
  step_key: number | null;
  title: string;
  held_on: Day;
  participants: number | null;
  created_at: DefaultTimestamp;
  created_by: number | null;
}

interface ReportTable {
  id: Generated<number>;
  partnership_id: number;
  period_start: Day;
  period_end: Day;
  state: ColumnType<ReportState, ReportState | undefined, ReportState>;
  contract_id: number;
  version: Generated<number>;
  fields: NullableJson<TypedReport>;
  submitted_at: Timestamp | null;
  submitted_by: number | null;
  reason: Generated<string>;
  decided_at: Timestamp | null;
  decided_by: number | null;
}

interface ReportFigureTable {
  report_id: number;
  goal_key: number;
  actual: Numeric;
  note: Generated<string>;
  evidence_url: Generated<string>;
  split: Json<Split>;
}

interface ReportFileTable {
  id: Generated<number>;
  report_id: number;
  goal_key: number;
  key: string;
  filename: string;
  media_type: string;
  size: number;
  content: Buffer;
  uploaded_by: number;
  uploaded_at: DefaultTimestamp;
}

interface AssessmentTable {
  id: Generated<number>;
  partnership_id: number;
  year: number;
  state: ColumnType<AssessmentState, AssessmentState | undefined, AssessmentState>;
  contract_id: number;
  verdict: Verdict | null;
  reasons: Generated<string>;
  answer: Generated<string>;
  answered_at: Timestamp | null;
  answered_by: number | null;
  version: Generated<number>;
  sent_at: Timestamp | null;
  sealed_at: Timestamp | null;
  sealed_by: number | null;
  record: NullableJson<AssessmentRecord>;
}

interface GoalAssessmentTable {
  assessment_id: number;
  goal_key: number;
  verdict: Verdict;
  reasons: Generated<string>;
}

interface PartnershipEntryTable {
  entry_id: number;
  partnership_id: number;
  kind: 'result' | 'lesson';
  assessment_id: number | null;
  goal_key: number | null;
}

interface EntryReadTable {
  entry_id: number;
  day: Day;
  reads: number;
}

interface TrialTable {
  id: Generated<number>;
  entry_id: number;
  municipality_code: string;
  state: ColumnType<TrialState, TrialState | undefined, TrialState>;
  started_on: Day;
  ended_on: Day | null;
  changes: Generated<string>;
  cost: Generated<string>;
  outcome: string;
  would_again: WouldAgain;
  contact_name: Generated<string>;
  contact_phone: Generated<string>;
  contact_email: Generated<string>;
  version: Generated<number>;
  reason: Generated<string>;
  submitted_at: DefaultTimestamp;
  submitted_by: number;
  decided_at: Timestamp | null;
  decided_by: number | null;
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
  users: UserTable;
  sessions: SessionTable;
  account_links: AccountLinkTable;
  secrets: SecretTable;
  mail_queue: MailQueueTable;
  audit_log: AuditLogTable;
  entry_authors: EntryAuthorTable;
  entry_drafts: EntryDraftTable;
  publications: PublicationTable;
  reviews: ReviewTable;
  review_comments: ReviewCommentTable;
  attachments: AttachmentTable;
  revision_attachments: RevisionAttachmentTable;
  term_proposals: TermProposalTable;
  contact_confirmations: ContactConfirmationTable;
  search_documents: SearchDocumentTable;
  search_words: SearchWordTable;
  synonyms: SynonymTable;
  collections: CollectionTable;
  collection_entries: CollectionEntryTable;
  search_counts: SearchCountTable;
  entry_wishes: EntryWishTable;
  programmes: ProgrammeTable;
  partnerships: PartnershipTable;
  partnership_members: PartnershipMemberTable;
  partnership_users: PartnershipUserTable;
  partnership_grants: PartnershipGrantTable;
  result_contracts: ContractTable;
  contract_proposals: ContractProposalTable;
  contract_comments: ContractCommentTable;
  activity_statuses: ActivityStatusTable;
  partnership_events: PartnershipEventTable;
  reports: ReportTable;
  report_figures: ReportFigureTable;
  report_files: ReportFileTable;
  annual_assessments: AssessmentTable;
  goal_assessments: GoalAssessmentTable;
  partnership_entries: PartnershipEntryTable;
  entry_reads: EntryReadTable;
  trials: TrialTable;
}

/** The database or a transaction in it: what every function that reads or writes takes first. */
export type Db = Kysely<Schema> | Transaction<Schema>;
