import { type Kysely, sql } from 'kysely';
import municipalities from './data/municipalities.json' with { type: 'json' };
import regions from './data/regions.json' with { type: 'json' };
import vocabularies from './data/vocabularies.json' with { type: 'json' };

// A migration outlives the row types of the schema it made, so it is untyped.
// biome-ignore lint/suspicious/noExplicitAny: see above
type AnyDb = Kysely<any>;

export async function up(db: AnyDb): Promise<void> {
  await sql`
    create table regions (
      slug text primary key,
      name text not null,
      code text,
      valid_from date not null,
      valid_to date
    );
    create table municipalities (
      code text primary key check (code ~ '^[0-9]{4}$'),
      name text not null unique,
      official_name text not null,
      slug text not null unique
    );
    create table municipality_regions (
      municipality_code text not null references municipalities,
      region_slug text not null references regions,
      valid_from date not null,
      valid_to date,
      primary key (municipality_code, region_slug, valid_from)
    );
    comment on table municipality_regions is 'The region a municipality lies in, for a period: regions merge.';
    create table former_municipalities (
      code text primary key,
      name text not null,
      county text,
      valid_to date not null
    );
    comment on table former_municipalities is 'The municipalities before the reform of 2007.';
    create table municipality_successions (
      former_code text not null references former_municipalities,
      municipality_code text not null references municipalities,
      partial boolean not null,
      primary key (former_code, municipality_code)
    );
    comment on table municipality_successions is 'What became of a former municipality; a split one has several rows.';
    create table terms (
      id integer generated always as identity primary key,
      vocabulary text not null check (vocabulary in ('areas', 'methods', 'target_groups', 'organisation_types')),
      slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      label text not null,
      description text not null default '',
      position integer not null,
      valid_from date,
      valid_to date,
      successor_id integer references terms,
      unique (vocabulary, slug)
    );
    comment on table terms is 'The words of the controlled vocabularies; a retired term points to its successor.';
  `.execute(db);
  await insertRegions(db);
  await insertMunicipalities(db);
  await insertFormerMunicipalities(db);
  await insertTerms(db);
}

async function insertRegions(db: AnyDb): Promise<void> {
  const rows = regions.map(({ slug, name, code, valid_from, valid_to }) => ({
    slug,
    name,
    code,
    valid_from,
    valid_to,
  }));
  await db.insertInto('regions').values(rows).execute();
}

async function insertMunicipalities(db: AnyDb): Promise<void> {
  const rows = municipalities.map(({ code, name, official_name, slug }) => ({ code, name, official_name, slug }));
  await db.insertInto('municipalities').values(rows).execute();
  const memberships = municipalities.flatMap(({ code, region }) =>
    regions
      .filter(({ slug, replaces }) => slug === region || replaces?.includes(region))
      .map(({ slug, valid_from, valid_to }) => ({ municipality_code: code, region_slug: slug, valid_from, valid_to })),
  );
  await db.insertInto('municipality_regions').values(memberships).execute();
}

async function insertFormerMunicipalities(db: AnyDb): Promise<void> {
  const successions = municipalities.flatMap(({ code, former }) => former.map((old) => ({ ...old, successor: code })));
  const former = new Map(
    successions.map(({ code, name, county, valid_to }) => [code, { code, name, county, valid_to }]),
  );
  await db
    .insertInto('former_municipalities')
    .values([...former.values()])
    .execute();
  await db
    .insertInto('municipality_successions')
    .values(
      successions.map(({ code, successor, partial }) => ({ former_code: code, municipality_code: successor, partial })),
    )
    .execute();
}

async function insertTerms(db: AnyDb): Promise<void> {
  const rows = Object.entries(vocabularies).flatMap(([vocabulary, terms]) =>
    terms.map(({ slug, label, description }, index) => ({ vocabulary, slug, label, description, position: index + 1 })),
  );
  await db.insertInto('terms').values(rows).execute();
}
