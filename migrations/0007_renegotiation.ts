import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table result_contracts
      add column abandoned_at timestamptz,
      add column abandoned_by integer references users,
      drop constraint result_contracts_state_check,
      add constraint result_contracts_state_check check (state in ('draft', 'negotiation', 'signed', 'abandoned')),
      add constraint result_contracts_abandoned check ((state = 'abandoned') = (abandoned_at is not null)),
      add constraint result_contracts_first check (state <> 'abandoned' or number > 1),
      drop constraint result_contracts_partnership_id_number_key;
    comment on table programmes is 'Schemes under which the ministry signs result contracts. appropriations holds the appropriation as each document states it (content/programmes/appropriation.ts); version refuses the second of two saves.';
    comment on table result_contracts is 'The versions of each result contract. reason says which precondition changed; content is what was agreed (content/partnerships/contract.ts). A signed version never changes. An abandoned one was given up before both sides had signed; it never changes either, and the next takes its number.';

    create unique index result_contracts_number on result_contracts (partnership_id, number) where state <> 'abandoned';
    drop index result_contracts_open;
    create unique index result_contracts_open on result_contracts (partnership_id) where state in ('draft', 'negotiation');

    create or replace function refuse_signed_change() returns trigger language plpgsql as $$
    begin
      if old.state in ('signed', 'abandoned') then raise exception 'contract % is %', old.id, old.state; end if;
      return coalesce(new, old);
    end $$;

    alter table contract_proposals add column reason text not null default '';
    comment on column contract_proposals.reason is 'Which precondition changed, as this side put it; empty for the first version.';
    update contract_proposals set reason = result_contracts.reason
      from result_contracts where result_contracts.id = contract_id;
  `.execute(db);
}
