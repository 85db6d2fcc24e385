import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table organisations (
      id integer generated always as identity primary key,
      name text not null,
      type_id integer not null references terms,
      unique (name, type_id)
    );

    create table entries (
      id integer generated always as identity primary key,
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      state text not null check (state in ('draft', 'submitted', 'returned', 'published', 'withdrawn')),
      version integer not null default 1,
      latest_revision_id integer,
      published_revision_id integer,
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      published_at timestamptz,
      withdrawn_at timestamptz,
      withdrawal_reason text,
      check (state <> 'published' or (published_revision_id is not null and published_at is not null)),
      check ((state = 'withdrawn') = (withdrawn_at is not null and withdrawal_reason is not null))
    );
    comment on table entries is 'One experience through its whole life; readers see published_revision_id alone.';
    comment on column entries.version is 'Grows with every change that readers can see; the index is compared by it.';
    create index entries_newest on entries (published_at desc, id desc) where state = 'published';

    create table entry_revisions (
      id integer generated always as identity primary key,
      entry_id integer not null references entries,
      number integer not null,
      title text not null,
      one_liner text not null default '',
      summary text not null default '',
      background text not null default '',
      method text not null default '',
      results text not null default '',
      resources text not null default '',
      beneficiaries text not null default '',
      locality text not null default '',
      financing text not null default '',
      eu_support text not null default '',
      lessons text not null default '',
      nationwide boolean not null default false,
      organisation_id integer references organisations,
      start_date date,
      end_date date,
      language text not null default 'da',
      contact_name text not null default '',
      contact_phone text not null default '',
      contact_email text not null default '',
      contact_organisation text not null default '',
      links jsonb not null default '[]',
      created_at timestamptz not null default now(),
      unique (entry_id, number),
      check (end_date >= start_date)
    );
    comment on table entry_revisions is 'Immutable snapshots of what an entry says; only contact persons can be erased.';
    alter table entries add foreign key (latest_revision_id) references entry_revisions;
    alter table entries add foreign key (published_revision_id) references entry_revisions;

    create table revision_terms (
      revision_id integer not null references entry_revisions,
      term_id integer not null references terms,
      primary key (revision_id, term_id)
    );
    create index revision_terms_term on revision_terms (term_id);
    create table revision_municipalities (
      revision_id integer not null references entry_revisions,
      municipality_code text not null references municipalities,
      primary key (revision_id, municipality_code)
    );

    create function refuse_revision_change() returns trigger language plpgsql as $$
    declare
      contact constant text[] := array['contact_name', 'contact_phone', 'contact_email', 'contact_organisation'];
    begin
      if tg_op = 'UPDATE' and to_jsonb(old) - contact = to_jsonb(new) - contact then
        return new;
      end if;
      raise exception 'entry_revisions are immutable';
    end $$;
    create trigger entry_revisions_immutable before update or delete on entry_revisions
      for each row execute function refuse_revision_change();

    create sequence content_version;
    comment on sequence content_version is 'Names each state of the content that readers can see; see content/db/changes.ts.';

    create table index_queue (
      entry_id integer primary key,
      ticket bigint not null default nextval('content_version'),
      requested_at timestamptz not null default now()
    );
    comment on table index_queue is 'Entries whose search document must be made again. The ticket tells a newer order from the one just carried out.';

    create function announce_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('content_changed', nextval('content_version')::text);
      return null;
    end $$;
    create trigger entries_announce after insert or update or delete on entries
      for each statement execute function announce_change();
    create trigger terms_announce after insert or update or delete on terms
      for each statement execute function announce_change();
    create trigger index_queue_announce after insert or update or delete on index_queue
      for each statement execute function announce_change();
  `.execute(db);
}
