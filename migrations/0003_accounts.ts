import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table users (
      id integer generated always as identity primary key,
      email text not null check (email = lower(email)),
      name text not null,
      organisation text not null default '',
      role text not null check (role in ('reader', 'partner', 'consultant', 'editor', 'admin')),
      password_hash text,
      oidc_subject text unique,
      created_at timestamptz not null default now(),
      suspended_at timestamptz,
      last_sign_in_at timestamptz,
      unique (email)
    );
    comment on table users is 'People who can sign in: with a password, through the organisation''s own sign-in (oidc_subject), or not yet. Never deleted, since the audit log names them.';

    create table sessions (
      id text primary key,
      user_id integer references users,
      data jsonb not null,
      expires_at timestamptz not null
    );
    comment on table sessions is 'One row a browser. id is the SHA-256 of what the cookie holds, so that nobody can sign in with what stands here.';
    create index sessions_user on sessions (user_id);

    create table account_links (
      token_hash text primary key,
      purpose text not null check (purpose in ('invitation', 'reset', 'first_admin')),
      user_id integer references users,
      created_at timestamptz not null default now(),
      expires_at timestamptz not null,
      used_at timestamptz,
      check ((purpose = 'first_admin') = (user_id is null))
    );
    comment on table account_links is 'Links that let somebody choose a password, once. token_hash is the SHA-256 of what the link holds.';

    create table secrets (
      name text primary key,
      value text not null
    );
    comment on table secrets is 'Keys that the site makes for itself and shares between its processes.';

    create table mail_queue (
      id integer generated always as identity primary key,
      key text not null unique,
      recipient text not null,
      template text not null,
      data jsonb not null,
      created_at timestamptz not null default now(),
      next_attempt_at timestamptz not null default now(),
      attempts integer not null default 0,
      last_error text,
      sent_at timestamptz
    );
    comment on table mail_queue is 'Mails to send and mails sent. key names the occasion, so that it is never mailed twice; recipient and data are forgotten once sent.';
    create index mail_queue_due on mail_queue (next_attempt_at) where sent_at is null;

    create table audit_log (
      position bigint primary key default 0,
      at timestamptz not null default now(),
      actor_id integer references users,
      action text not null,
      object_type text not null,
      object_id text not null,
      before jsonb,
      after jsonb,
      reason text not null default '',
      request_id text not null default '',
      previous_hash text not null default '',
      hash text not null default ''
    );
    comment on table audit_log is 'Who changed what, append-only. Each row''s hash covers the row and the hash before it, so a row that is altered or removed breaks the chain. actor_id is null where the site acted by itself.';
    create index audit_log_object on audit_log (object_type, object_id);

    create function audit_hash(entry audit_log) returns text language sql immutable as $$
      select encode(sha256(convert_to(jsonb_build_array(
        entry.previous_hash, entry.position, extract(epoch from entry.at), entry.actor_id, entry.action,
        entry.object_type, entry.object_id, entry.before, entry.after, entry.reason, entry.request_id
      )::text, 'UTF8')), 'hex')
    $$;
    create function chain_audit_row() returns trigger language plpgsql as $$
    declare
      last record;
    begin
      -- One writer at a time until its commit, or two rows would follow the same one.
      perform pg_advisory_xact_lock(hashtext('audit_log'));
      select position, hash into last from audit_log order by position desc limit 1;
      new.position := coalesce(last.position, 0) + 1;
      new.previous_hash := coalesce(last.hash, '');
      new.hash := audit_hash(new);
      return new;
    end $$;
    create trigger audit_log_chain before insert on audit_log for each row execute function chain_audit_row();

    create function refuse_audit_change() returns trigger language plpgsql as $$
    begin
      raise exception 'audit_log is append-only';
    end $$;
    create trigger audit_log_append_only before update or delete on audit_log
      for each row execute function refuse_audit_change();
    create trigger audit_log_no_truncate before truncate on audit_log
      for each statement execute function refuse_audit_change();
  `.execute(db);
}
