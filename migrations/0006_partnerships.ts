import { readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';

interface StarterProgramme {
  slug: string;
  name: string;
  text: string;
  startDate: string;
  endDate: string;
  source: string;
  rules: string;
  appropriations: unknown[];
}

/** What readers see of a table makes their pages new. */
const announced = [
  ...[
    'programmes',
    'partnerships',
    'partnership_members',
    'partnership_grants',
    'result_contracts',
    'activity_statuses',
  ],
  ...['partnership_events', 'reports', 'annual_assessments', 'partnership_entries', 'trials'],
];

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table programmes (
      id integer generated always as identity primary key,
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      name text not null,
      text text not null default '',
      start_date date not null,
      end_date date,
      source text not null default '',
      rules text not null default '',
      appropriations jsonb not null default '[]',
      published boolean not null default false,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      check (end_date >= start_date)
    );
    comment on table programmes is 'Schemes under which the ministry signs result result_contracts. appropriations holds the appropriation as each document states it (content/programmes/appropriation.ts); version refuses the second of two saves.';

    create table partnerships (
      id integer generated always as identity primary key,
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      programme_id integer not null references programmes,
      name text not null,
      summary text not null default '',
      start_date date not null,
      end_date date not null,
      contact_name text not null default '',
      contact_phone text not null default '',
      contact_email text not null default '',
      contact_organisation text not null default '',
      state text not null default 'draft' check (state in ('draft', 'active', 'closed')),
      demonstration boolean not null default false,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      closed_at timestamptz,
      check (end_date >= start_date),
      check ((state = 'closed') = (closed_at is not null))
    );
    comment on table partnerships is 'Readers see a partnership from its first signed contract on (active). A closed one takes no more reports.';
    comment on column partnerships.demonstration is 'Invented, to show how the site works; every page of it says so.';
    create index partnerships_programme on partnerships (programme_id);

    create table partnership_members (
      id integer generated always as identity primary key,
      partnership_id integer not null references partnerships on delete cascade,
      name text not null,
      type text not null check (type in ('municipality', 'company', 'school', 'association', 'other')),
      municipality_code text references municipalities,
      task text not null default '',
      position integer not null,
      check ((type = 'municipality') = (municipality_code is not null))
    );
    create unique index partnership_members_name on partnership_members (partnership_id, lower(name));
    create index partnership_members_municipality on partnership_members (municipality_code);

    create table partnership_users (
      partnership_id integer not null references partnerships on delete cascade,
      user_id integer not null references users,
      primary key (partnership_id, user_id)
    );
    comment on table partnership_users is 'Who writes for a partnership.';
    create index partnership_users_user on partnership_users (user_id);

    create table partnership_grants (
      partnership_id integer not null references partnerships on delete cascade,
      year integer not null check (year between 1990 and 2100),
      commitment bigint not null default 0 check (commitment >= 0),
      paid bigint not null default 0 check (paid >= 0),
      advance bigint not null default 0 check (advance >= 0),
      primary key (partnership_id, year)
    );
    comment on table partnership_grants is 'In whole DKK: what was committed for a year, what of it has been paid, and what of that in advance.';

    create table result_contracts (
      id integer generated always as identity primary key,
      partnership_id integer not null references partnerships on delete cascade,
      number integer not null check (number > 0),
      state text not null default 'draft' check (state in ('draft', 'negotiation', 'signed')),
      turn text not null default 'partnership' check (turn in ('partnership', 'ministry')),
      effective_from date not null,
      reason text not null default '',
      content jsonb not null,
      version integer not null default 1,
      partnership_signed_at timestamptz,
      partnership_signed_by integer references users,
      ministry_signed_at timestamptz,
      ministry_signed_by integer references users,
      created_at timestamptz not null default now(),
      created_by integer references users,
      unique (partnership_id, number),
      check ((state = 'signed') = (partnership_signed_at is not null and ministry_signed_at is not null))
    );
    comment on table result_contracts is 'The versions of each result contract. reason says which precondition changed; content is what was agreed (content/partnerships/contract.ts). A signed version never changes.';
    create unique index result_contracts_open on result_contracts (partnership_id) where state <> 'signed';

    create function refuse_signed_change() returns trigger language plpgsql as $$
    begin
      if old.state = 'signed' then raise exception 'contract % is signed', old.id; end if;
      return coalesce(new, old);
    end $$;
    create trigger result_contracts_signed before update or delete on result_contracts
      for each row execute function refuse_signed_change();

    create table contract_proposals (
      id integer generated always as identity primary key,
      contract_id integer not null references result_contracts on delete cascade,
      side text not null check (side in ('partnership', 'ministry')),
      content jsonb not null,
      effective_from date not null,
      message text not null default '',
      author_id integer references users,
      sent_at timestamptz not null default now()
    );
    comment on table contract_proposals is 'Each text that one side put before the other while a version was negotiated.';
    create index contract_proposals_contract on contract_proposals (contract_id, id);

    create table contract_comments (
      id integer generated always as identity primary key,
      contract_id integer not null references result_contracts on delete cascade,
      part text not null,
      body text not null,
      author_id integer not null references users,
      created_at timestamptz not null default now()
    );
    comment on column contract_comments.part is 'What it is about: text, goal:1, activity:2, dissemination:3, or empty for the whole.';
    create index contract_comments_contract on contract_comments (contract_id);

    create table activity_statuses (
      partnership_id integer not null references partnerships on delete cascade,
      activity_key integer not null,
      status text not null check (status in ('planned', 'running', 'done', 'dropped')),
      note text not null default '',
      updated_at timestamptz not null default now(),
      updated_by integer references users,
      primary key (partnership_id, activity_key)
    );

    create table partnership_events (
      id integer generated always as identity primary key,
      partnership_id integer not null references partnerships on delete cascade,
      step_key integer,
      title text not null,
      held_on date not null,
      participants integer check (participants >= 0),
      created_at timestamptz not null default now(),
      created_by integer references users
    );
    comment on table partnership_events is 'What a partnership did to pass its results on; step_key is the step of the dissemination plan that it carries out.';
    create index partnership_events_partnership on partnership_events (partnership_id);

    create table reports (
      id integer generated always as identity primary key,
      partnership_id integer not null references partnerships on delete cascade,
      period_start date not null,
      period_end date not null,
      state text not null default 'draft' check (state in ('draft', 'submitted', 'returned', 'approved')),
      contract_id integer not null references result_contracts,
      version integer not null default 1,
      fields jsonb,
      submitted_at timestamptz,
      submitted_by integer references users,
      reason text not null default '',
      decided_at timestamptz,
      decided_by integer references users,
      unique (partnership_id, period_start),
      check (period_end >= period_start)
    );
    comment on table reports is 'What a partnership reached in a period, under the contract in force at its end. fields is what is being written, as typed; null once it is submitted. reason says why it was returned.';

    create table report_figures (
      report_id integer not null references reports on delete cascade,
      goal_key integer not null,
      actual numeric not null,
      note text not null default '',
      evidence_url text not null default '',
      split jsonb not null default '{}',
      primary key (report_id, goal_key)
    );
    comment on column report_figures.split is 'Persons by sex and by age group, {"sex": {"women": 12, "men": 9}, "age": {"18-24": …}}. What readers may see of it decides content/partnerships/small-numbers.ts.';

    create table report_files (
      id integer generated always as identity primary key,
      report_id integer not null references reports on delete cascade,
      goal_key integer not null,
      key text not null unique,
      filename text not null,
      media_type text not null,
      size integer not null,
      content bytea not null,
      uploaded_by integer not null references users,
      uploaded_at timestamptz not null default now()
    );
    comment on table report_files is 'Evidence for a figure; never for readers, since it may name persons.';
    create index report_files_report on report_files (report_id);

    create function refuse_approved_change() returns trigger language plpgsql as $$
    begin
      if exists (select from reports where id = coalesce(new.report_id, old.report_id) and state = 'approved') then
        raise exception 'report % is approved', coalesce(new.report_id, old.report_id);
      end if;
      return coalesce(new, old);
    end $$;
    create trigger report_figures_approved before insert or update or delete on report_figures
      for each row execute function refuse_approved_change();
    create trigger report_files_approved before insert or update or delete on report_files
      for each row execute function refuse_approved_change();

    create table annual_assessments (
      id integer generated always as identity primary key,
      partnership_id integer not null references partnerships on delete cascade,
      year integer not null,
      state text not null default 'draft' check (state in ('draft', 'hearing', 'sealed')),
      contract_id integer not null references result_contracts,
      verdict text check (verdict in ('reached', 'partly', 'not_reached', 'not_judged')),
      reasons text not null default '',
      answer text not null default '',
      answered_at timestamptz,
      answered_by integer references users,
      version integer not null default 1,
      sent_at timestamptz,
      sealed_at timestamptz,
      sealed_by integer references users,
      record jsonb,
      unique (partnership_id, year),
      check ((state = 'sealed') = (record is not null))
    );
    comment on table annual_assessments is 'The ministry''s yearly judgement. record is what was sealed: goals, figures, verdicts, answer and the contract that they rest on (content/partnerships/assessment.ts). A sealed one never changes.';

    create table goal_assessments (
      assessment_id integer not null references annual_assessments on delete cascade,
      goal_key integer not null,
      verdict text not null check (verdict in ('reached', 'partly', 'not_reached', 'not_judged')),
      reasons text not null default '',
      primary key (assessment_id, goal_key)
    );

    create function refuse_sealed_change() returns trigger language plpgsql as $$
    begin
      if old.state = 'sealed' then raise exception 'assessment % is sealed', old.id; end if;
      return coalesce(new, old);
    end $$;
    create trigger assessments_sealed before update or delete on annual_assessments
      for each row execute function refuse_sealed_change();
    create function refuse_sealed_goal_change() returns trigger language plpgsql as $$
    begin
      if exists (select from annual_assessments where id = coalesce(new.assessment_id, old.assessment_id) and state = 'sealed') then
        raise exception 'assessment % is sealed', coalesce(new.assessment_id, old.assessment_id);
      end if;
      return coalesce(new, old);
    end $$;
    create trigger goal_assessments_sealed before insert or update or delete on goal_assessments
      for each row execute function refuse_sealed_goal_change();

    create table partnership_entries (
      entry_id integer primary key references entries on delete cascade,
      partnership_id integer not null references partnerships,
      kind text not null check (kind in ('result', 'lesson')),
      assessment_id integer references annual_assessments,
      goal_key integer,
      check (goal_key is null or assessment_id is not null)
    );
    comment on table partnership_entries is 'Entries that came out of a partnership; lesson is what did not work. The verdict that readers see is that of the sealed assessment: of the goal, or of the whole.';
    create index partnership_entries_partnership on partnership_entries (partnership_id);

    create table entry_reads (
      entry_id integer not null references entries on delete cascade,
      day date not null,
      reads integer not null,
      primary key (entry_id, day)
    );
    comment on table entry_reads is 'How often an entry that came out of a partnership was read, by nobody in particular.';

    create table trials (
      id integer generated always as identity primary key,
      entry_id integer not null references entries on delete cascade,
      municipality_code text not null references municipalities,
      state text not null default 'submitted' check (state in ('submitted', 'returned', 'published')),
      started_on date not null,
      ended_on date,
      changes text not null default '',
      cost text not null default '',
      outcome text not null,
      would_again text not null check (would_again in ('yes', 'partly', 'no')),
      contact_name text not null default '',
      contact_phone text not null default '',
      contact_email text not null default '',
      version integer not null default 1,
      reason text not null default '',
      submitted_at timestamptz not null default now(),
      submitted_by integer not null references users,
      decided_at timestamptz,
      decided_by integer references users,
      unique (entry_id, municipality_code),
      check (ended_on >= started_on)
    );
    comment on table trials is 'What came of it when another municipality tried the effort of an entry. Readers see it when a consultant has looked at it.';
    create index trials_state on trials (state);
    create index trials_submitted_by on trials (submitted_by);
  `.execute(db);
  for (const table of announced)
    await sql
      .raw(
        `create trigger ${table}_announce after insert or update or delete on ${table}
         for each statement execute function announce_change()`,
      )
      .execute(db);
  const starter: StarterProgramme[] = JSON.parse(
    readFileSync(new URL('data/programmes.json', import.meta.url), 'utf8'),
  );
  for (const { slug, name, text, startDate, endDate, source, rules, appropriations } of starter)
    await sql`insert into programmes (slug, name, text, start_date, end_date, source, rules, appropriations, published)
      values (${slug}, ${name}, ${text}, ${startDate}, ${endDate}, ${source}, ${rules}, ${JSON.stringify(appropriations)}, true)
    `.execute(db);
}
