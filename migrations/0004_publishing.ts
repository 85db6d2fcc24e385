import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table entries add column pending text check (pending in ('draft', 'submitted', 'returned'));
    alter table entries add check (pending is null or state in ('published', 'withdrawn'));
    alter table entries add column confirmed_at timestamptz;
    alter table entries add column unconfirmed_since timestamptz;
    comment on column entries.pending is 'Where a newer text beside the published one stands; null when there is none.';
    comment on column entries.confirmed_at is 'When the contact last said that the entry holds.';
    comment on column entries.unconfirmed_since is 'Set when the contact did not answer: readers are told so, from this day.';

    create table entry_authors (
      entry_id integer not null references entries,
      user_id integer not null references users,
      primary key (entry_id, user_id)
    );
    create index entry_authors_user on entry_authors (user_id);

    create table entry_drafts (
      entry_id integer primary key references entries,
      version integer not null,
      fields jsonb,
      saved_by integer references users,
      saved_at timestamptz not null default now()
    );
    comment on table entry_drafts is 'Text being written, as typed, valid or not. Becomes a revision when it is submitted or published; fields is null from then on. version only grows, and refuses the second of two saves.';

    create table publications (
      id integer generated always as identity primary key,
      entry_id integer not null references entries,
      revision_id integer not null references entry_revisions,
      kind text not null check (kind in ('minor', 'major')),
      change_note text not null default '',
      override_reason text not null default '',
      requested_by integer references users,
      requested_at timestamptz not null default now(),
      due_at timestamptz not null,
      published_at timestamptz
    );
    comment on table publications is 'Each time a revision was put before readers, or will be at due_at: then published_at is still null.';
    create unique index publications_scheduled on publications (entry_id) where published_at is null;
    create index publications_due on publications (due_at) where published_at is null;
    create index publications_entry on publications (entry_id, published_at);
    insert into publications (entry_id, revision_id, kind, due_at, published_at)
      select id, published_revision_id, 'major', published_at, published_at from entries where published_revision_id is not null;

    create table reviews (
      id integer generated always as identity primary key,
      entry_id integer not null references entries,
      revision_id integer not null references entry_revisions,
      submitted_by integer references users,
      submitted_at timestamptz not null default now(),
      reviewer_id integer references users,
      taken_at timestamptz,
      outcome text check (outcome in ('returned', 'published', 'recalled')),
      reason text not null default '',
      closed_by integer references users,
      closed_at timestamptz,
      check ((outcome is null) = (closed_at is null))
    );
    comment on table reviews is 'One submission of an entry and what came of it; open while outcome is null. submitted_by is null where it was imported.';
    create unique index reviews_open on reviews (entry_id) where outcome is null;
    insert into reviews (entry_id, revision_id) select id, latest_revision_id from entries where state = 'submitted';

    create table review_comments (
      id integer generated always as identity primary key,
      review_id integer not null references reviews,
      field text not null,
      body text not null,
      author_id integer not null references users,
      created_at timestamptz not null default now()
    );
    create index review_comments_review on review_comments (review_id);

    create table attachments (
      id integer generated always as identity primary key,
      entry_id integer not null references entries,
      key text not null unique,
      filename text not null,
      media_type text not null,
      size integer not null,
      content bytea not null,
      text text not null,
      alt text not null default '',
      uploaded_by integer not null references users,
      uploaded_at timestamptz not null default now(),
      removed_at timestamptz
    );
    comment on table attachments is 'Files of an entry. Readers get those of its published revision; text is what they say in words, for the check for personal data. removed_at: not part of any text written from then on.';
    create index attachments_entry on attachments (entry_id);
    create table revision_attachments (
      revision_id integer not null references entry_revisions,
      attachment_id integer not null references attachments,
      primary key (revision_id, attachment_id)
    );
    create index revision_attachments_attachment on revision_attachments (attachment_id);

    create table term_proposals (
      id integer generated always as identity primary key,
      vocabulary text not null check (vocabulary in ('methods')),
      label text not null,
      description text not null default '',
      entry_id integer not null references entries,
      proposed_by integer not null references users,
      proposed_at timestamptz not null default now(),
      outcome text check (outcome in ('approved', 'rejected')),
      term_id integer references terms,
      reason text not null default '',
      decided_by integer references users,
      decided_at timestamptz
    );
    comment on table term_proposals is 'Terms that authors miss; an editor approves or rejects them.';

    create table contact_confirmations (
      id integer generated always as identity primary key,
      entry_id integer not null references entries,
      asked_at timestamptz not null,
      reminders integer not null default 0,
      last_mail_at timestamptz not null,
      answer text check (answer in ('confirmed', 'corrected', 'handed_over', 'unanswered')),
      note text not null default '',
      answered_at timestamptz
    );
    comment on table contact_confirmations is 'The yearly question to a contact whether the entry still holds; open while answer is null.';
    create unique index contact_confirmations_open on contact_confirmations (entry_id) where answer is null;
  `.execute(db);
}
