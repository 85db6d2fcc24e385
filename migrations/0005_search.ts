import { readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';

interface StarterLine {
  words: string[];
  finds?: string[];
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table search_documents (
      entry_id integer primary key references entries on delete cascade,
      version text not null,
      words tsvector not null,
      facets text[] not null,
      title_order text not null
    );
    comment on table search_documents is 'What search knows of each published entry, written by the index worker: searched while the search engine is away.';
    comment on column search_documents.words is 'Analysed words (search/danish) at their places, and each word as written, in lower case, behind an equals sign at the same place.';
    comment on column search_documents.facets is 'facet:value, as in area:sundhed.';
    create index search_documents_words on search_documents using gin (words);
    create function search_documents_matching(query tsquery) returns setof integer
      language sql stable parallel safe set enable_seqscan = off as $$
        select entry_id from search_documents where words @@ query
      $$;
    comment on function search_documents_matching is 'Entry ids, always by the index: the planner does not know how long it takes to unpack all words of all documents.';

    create table search_words (
      word text collate "C" primary key,
      entries integer not null
    ) with (fillfactor = 70);
    comment on table search_words is 'How many published entries hold each word of search_documents.words; kept by triggers.';

    ${countsWords('count_new_search_words', 'select words, 1 as sign from new_rows')}
    ${countsWords('count_old_search_words', 'select words, -1 as sign from old_rows')}
    ${countsWords('count_changed_search_words', 'select words, 1 as sign from new_rows union all select words, -1 from old_rows')}
    create trigger search_documents_inserted after insert on search_documents
      referencing new table as new_rows for each statement execute function count_new_search_words();
    create trigger search_documents_updated after update on search_documents
      referencing old table as old_rows new table as new_rows
      for each statement execute function count_changed_search_words();
    create trigger search_documents_deleted after delete on search_documents
      referencing old table as old_rows for each statement execute function count_old_search_words();

    create table synonyms (
      id integer generated always as identity primary key,
      words text[] not null check (cardinality(words) > 0),
      finds text[] not null default '{}' check (cardinality(words) + cardinality(finds) > 1),
      note text not null default '',
      updated_at timestamptz not null default now(),
      updated_by integer references users
    );
    comment on table synonyms is 'The thesaurus: who searches for one of words also finds the others, and finds; not the other way round.';
    create trigger synonyms_announce after insert or update or delete on synonyms
      for each statement execute function announce_change();

    create table collections (
      id integer generated always as identity primary key,
      slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      title text not null,
      text text not null default '',
      query text not null,
      published boolean not null default false,
      version integer not null default 1,
      created_at timestamptz not null default now(),
      created_by integer references users,
      updated_at timestamptz not null default now()
    );
    comment on table collections is 'A search that an editor made a page of. query is the query string of the search page; version refuses the second of two saves.';
    create table collection_entries (
      collection_id integer not null references collections on delete cascade,
      entry_id integer not null references entries on delete cascade,
      position integer not null,
      primary key (collection_id, entry_id)
    );
    comment on table collection_entries is 'The entries that stand first in a collection.';
    create index collection_entries_entry on collection_entries (entry_id);
    create trigger collections_announce after insert or update or delete on collections
      for each statement execute function announce_change();
    create trigger collection_entries_announce after insert or update or delete on collection_entries
      for each statement execute function announce_change();

    create table search_counts (
      day date not null,
      query text not null,
      searches integer not null,
      hits integer not null,
      clicks integer not null default 0,
      primary key (day, query)
    );
    comment on table search_counts is 'How often something was searched for, by nobody in particular. What few search for is dropped; hits is what the newest search found.';
    create index search_counts_query on search_counts (query);

    create table entry_wishes (
      id integer generated always as identity primary key,
      title text not null,
      note text not null default '',
      query text not null default '',
      created_at timestamptz not null default now(),
      created_by integer references users,
      closed_at timestamptz,
      closed_by integer references users,
      entry_id integer references entries on delete set null
    );
    comment on table entry_wishes is 'Entries that readers miss; closed when somebody wrote one (entry_id) or none is wanted any more.';
  `.execute(db);
  const starter: StarterLine[] = JSON.parse(readFileSync(new URL('data/synonyms.json', import.meta.url), 'utf8'));
  for (const { words, finds = [] } of starter)
    await sql`insert into synonyms (words, finds) values (${words}, ${finds})`.execute(db);
}

/** A trigger's function that adds the words of `rows` to their counts. What stays the same is not written. */
function countsWords(name: string, rows: string) {
  return sql.raw(`
    create function ${name}() returns trigger language plpgsql as $$
    begin
      insert into search_words (word, entries)
      select word collate "C", sum(sign) from (${rows}) as rows, unnest(tsvector_to_array(words)) as word
      group by 1 having sum(sign) <> 0 order by 1
      on conflict (word) do update set entries = search_words.entries + excluded.entries;
      return null;
    end $$;`);
}
