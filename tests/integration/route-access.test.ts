import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findEntryStanding } from '#content/entries/entry-subject.ts';
import { workState } from '#content/permissions/entry-rules.ts';
import { type EntryAction, isPartnershipAction, type SiteAction, type TrialAction } from '#content/permissions.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { type MadeEntry, makeEntry } from '../support/entry-states.ts';
import { addTrial } from '../support/outcomes.ts';
import { isAllowed, type State, siteRows, states, trialAllowed, type Who } from '../support/permission-table.ts';
import { createUser, openBrowser, signIn, type TestBrowser } from '../support/session.ts';

const whos = ['anonymous', 'reader', 'partner', 'partner who wrote it', 'consultant', 'editor', 'admin'] as const;
const stateNames = Object.keys(states) as State[];
type Fields = Record<string, string>;

/** A route that is about one entry: what it does, what is sent, and how the entry stands when it was allowed. */
interface EntryRow {
  action: EntryAction;
  fields?: (entry: Prepared) => Fields;
  /** The rest of the address, where it names more than the entry. */
  rest?: (entry: Prepared) => Fields;
  /** What it answers when it is allowed; 303 for a change, 200 for a page. */
  done?: (state: State, who: string) => number;
  /** Where the newest text stands then; as before when left out. */
  becomes?: (state: State) => string;
}
interface Prepared extends MadeEntry {
  attachment: number;
  key: string;
  colleague: string;
}

const order = () => ({ kind: 'major', change_note: 'Nye tal.', when: 'now' });
const entryRows: Record<string, EntryRow> = {
  'GET /mit/erfaringer/:id': { action: 'entry.read' },
  'GET /mit/erfaringer/:id/visning': { action: 'entry.read' },
  // Authors who are no reviewers are sent to their own page.
  'GET /redaktion/erfaringer/:id': { action: 'entry.read', done: (_, who) => (who.startsWith('partner') ? 303 : 200) },
  'POST /mit/erfaringer/:id': {
    action: 'entry.edit',
    fields: () => ({ title: 'Ny titel', basedOn: 'x', state: 'published', status: 'published', role: 'admin' }),
    // The version is missing, so it is taken for a text that somebody else has saved since.
    done: () => 409,
  },
  'POST /mit/erfaringer/:id/filer': { action: 'entry.edit', done: () => 422 },
  'POST /mit/erfaringer/:id/filer/:attachment/sletning': {
    action: 'entry.edit',
    rest: ({ attachment }) => ({ attachment: String(attachment) }),
    becomes: (state) => (state === 'published' ? 'draft' : workState(states[state])),
  },
  'POST /mit/erfaringer/:id/forfattere': { action: 'entry.edit', fields: ({ colleague }) => ({ email: colleague }) },
  'POST /mit/erfaringer/:id/metodeforslag': {
    action: 'entry.edit',
    fields: ({ id }) => ({ label: `Ny metode ${id}`, description: 'Den mangler.' }),
  },
  'POST /mit/erfaringer/:id/kassering': {
    action: 'entry.discard',
    done: (state) => (state === 'returned' ? 422 : 303),
    becomes: (state) => ({ draft: 'gone', returned: 'returned' })[state as string] ?? 'published',
  },
  'POST /mit/erfaringer/:id/indsendelse': { action: 'entry.submit', becomes: () => 'submitted' },
  'POST /mit/erfaringer/:id/indsendelse/fortrydelse': { action: 'entry.recall', becomes: () => 'draft' },
  'POST /redaktion/erfaringer/:id/overtagelse': { action: 'review.take' },
  'POST /redaktion/erfaringer/:id/kommentarer': {
    action: 'review.comment',
    fields: () => ({ field: 'summary', body: 'Skriv tal på.' }),
  },
  'POST /redaktion/erfaringer/:id/returnering': {
    action: 'review.return',
    fields: () => ({ return_reason: 'Der mangler tal.' }),
    becomes: () => 'returned',
  },
  'POST /redaktion/erfaringer/:id/udgivelse': {
    action: 'entry.publish',
    fields: order,
    becomes: () => 'published',
  },
  'POST /redaktion/erfaringer/:id/udgivelse/fortrydelse': { action: 'entry.unschedule' },
  'POST /redaktion/erfaringer/:id/bekraeftelse': { action: 'entry.confirm' },
  'POST /redaktion/erfaringer/:id/tilbagetraekning': {
    action: 'entry.withdraw',
    fields: () => ({ withdrawal_reason: 'Den holder ikke.' }),
    becomes: () => 'withdrawn',
  },
  'POST /redaktion/erfaringer/:id/genopretning': { action: 'entry.restore', becomes: () => 'published' },
};

/** What everybody gets who asks for an entry's public pages, signed in or not. */
const readable: Record<State, number> = {
  draft: 404,
  submitted: 404,
  returned: 404,
  scheduled: 404,
  published: 200,
  'published with a draft': 200,
  'published with a submission': 200,
  withdrawn: 410,
};
const publicEntryRoutes = [
  'GET /erfaringer/:slug',
  'GET /erfaringer/:slug(^[a-z0-9-]+$).md',
  'GET /erfaringer/:slug/historik',
  'GET /api/v1/entries/:slug',
];
/** Files follow their entry, but whoever may read its newest text gets them before readers do. */
const fileRoute = 'GET /filer/:key/:name';

/** Routes that are about one trial: what they do, what is sent, and how the trial stands then; as before when left out. */
const trialRows: Record<string, { action: TrialAction; fields?: Fields; becomes?: string }> = {
  'GET /mit/afproevninger/:id': { action: 'trial.read' },
  'POST /mit/afproevninger/:id': {
    action: 'trial.edit',
    fields: {
      ...{ municipality: '0751', started_on: 'marts 2024', outcome: 'Det gik.', would_again: 'no', based_on: '1' },
      ...{ state: 'published', submitted_by: '1' },
    },
    becomes: 'submitted',
  },
  'POST /mit/afproevninger/:id/afgoerelse': {
    action: 'trial.decide',
    fields: { decision: 'publish', based_on: '1' },
    becomes: 'published',
  },
  'POST /mit/afproevninger/:id/tilbagetraekning': {
    action: 'trial.withdraw',
    fields: { reason: 'Den holder ikke.' },
    becomes: 'returned',
  },
};
const trialStates = ['submitted', 'returned', 'published'] as const;

/** Routes that are about no single entry, what they are for, and what they answer to those who may. */
const siteTable: Record<string, { for: SiteAction | 'signed-in'; fields?: Fields; rest?: Fields; done: number }> = {
  'GET /mit': { for: 'signed-in', done: 200 },
  'GET /log-ind/fortsaet': { for: 'signed-in', done: 303 },
  'GET /mit/konto': { for: 'account.own', done: 200 },
  'POST /mit/konto': { for: 'account.own', fields: { role: 'admin' }, done: 422 },
  'POST /mit/erfaringer': { for: 'entry.create', fields: { state: 'published', role: 'admin' }, done: 303 },
  'GET /redaktion': { for: 'queue.read', done: 200 },
  'POST /redaktion/beskeder/:confirmation': { for: 'queue.read', rest: { confirmation: '9999' }, done: 404 },
  'GET /redaktion/kontaktpersoner': { for: 'contact.erase', done: 200 },
  'POST /redaktion/kontaktpersoner/sletning': { for: 'contact.erase', done: 422 },
  'GET /redaktion/ordlister': { for: 'vocabulary.edit', done: 200 },
  'GET /redaktion/ordlister/:name': { for: 'vocabulary.edit', rest: { name: 'metode' }, done: 200 },
  'POST /redaktion/ordlister/:name': { for: 'vocabulary.edit', rest: { name: 'metode' }, done: 422 },
  'GET /redaktion/ordlister/:name/:slug': {
    for: 'vocabulary.edit',
    rest: { name: 'metode', slug: 'mentor' },
    done: 200,
  },
  'POST /redaktion/ordlister/:name/:slug': {
    for: 'vocabulary.edit',
    rest: { name: 'metode', slug: 'mentor' },
    done: 422,
  },
  'POST /redaktion/ordlister/:name/:slug/flytning': {
    for: 'vocabulary.edit',
    rest: { name: 'metode', slug: 'mentor' },
    fields: { direction: 'down' },
    done: 303,
  },
  'POST /redaktion/ordlister/:name/:slug/udfasning': {
    for: 'vocabulary.edit',
    rest: { name: 'metode', slug: 'findes-ikke' },
    done: 404,
  },
  'GET /redaktion/metodeforslag/:proposal': { for: 'vocabulary.edit', rest: { proposal: '9999' }, done: 404 },
  'POST /redaktion/metodeforslag/:proposal': { for: 'vocabulary.edit', rest: { proposal: '9999' }, done: 409 },
  'GET /redaktion/synonymer': { for: 'thesaurus.edit', done: 200 },
  'GET /redaktion/synonymer/:id': { for: 'thesaurus.edit', rest: { id: '1' }, done: 200 },
  'POST /redaktion/synonymer/:id': { for: 'thesaurus.edit', rest: { id: '1' }, done: 422 },
  'POST /redaktion/synonymer/:id/sletning': { for: 'thesaurus.edit', rest: { id: '9999' }, done: 404 },
  'GET /redaktion/soegninger': { for: 'insight.read', done: 200 },
  'GET /redaktion/oensker': { for: 'queue.read', done: 200 },
  'POST /redaktion/oensker': { for: 'insight.read', fields: { title: 'Noget om fædre' }, done: 303 },
  'GET /redaktion/oensker/:id': { for: 'queue.read', rest: { id: '9999' }, done: 404 },
  'POST /redaktion/oensker/:id': { for: 'insight.read', rest: { id: '9999' }, done: 404 },
  'GET /redaktion/temaer': { for: 'collection.edit', done: 200 },
  'GET /redaktion/temaer/ny': { for: 'collection.edit', done: 200 },
  'POST /redaktion/temaer': { for: 'collection.edit', fields: { published: 'true' }, done: 422 },
  'GET /redaktion/temaer/:id': { for: 'collection.edit', rest: { id: '9999' }, done: 404 },
  'POST /redaktion/temaer/:id': { for: 'collection.edit', rest: { id: '9999' }, done: 404 },
  'GET /redaktion/temaer/:id/visning': { for: 'collection.edit', rest: { id: '9999' }, done: 404 },
  'POST /redaktion/temaer/:id/udgivelse': { for: 'collection.edit', rest: { id: '9999' }, done: 404 },
  'GET /redaktion/temaer/:id/sletning': { for: 'collection.edit', rest: { id: '9999' }, done: 404 },
  'POST /redaktion/temaer/:id/sletning': { for: 'collection.edit', rest: { id: '9999' }, done: 404 },
  'GET /mit/afproevninger/ny': { for: 'trial.create', done: 404 },
  'POST /mit/afproevninger': { for: 'trial.create', done: 404 },
  'GET /redaktion/afproevninger': { for: 'queue.read', done: 200 },
  'GET /redaktion/partnerskaber': { for: 'partnership.oversee', done: 200 },
  'GET /redaktion/partnerskaber/ny': { for: 'partnership.create', done: 200 },
  'POST /redaktion/partnerskaber': { for: 'partnership.create', fields: { state: 'active' }, done: 422 },
  'GET /redaktion/ordninger': { for: 'programme.edit', done: 200 },
  'GET /redaktion/ordninger/ny': { for: 'programme.edit', done: 200 },
  'POST /redaktion/ordninger': { for: 'programme.edit', fields: { published: 'yes' }, done: 422 },
  'GET /redaktion/ordninger/:id': { for: 'programme.edit', rest: { id: '1' }, done: 200 },
  'POST /redaktion/ordninger/:id': { for: 'programme.edit', rest: { id: '9999' }, done: 404 },
  'GET /admin': { for: 'user.manage', done: 200 },
  'GET /admin/brugere': { for: 'user.manage', done: 200 },
  'POST /admin/brugere': { for: 'user.manage', done: 422 },
  'GET /admin/brugere/:user': { for: 'user.manage', rest: { user: '1' }, done: 200 },
  'POST /admin/brugere/:user': { for: 'user.manage', rest: { user: '1' }, done: 422 },
  'POST /admin/brugere/:user/invitation': { for: 'user.manage', rest: { user: '9999' }, done: 404 },
  'GET /admin/log': { for: 'audit.read', done: 200 },
  'GET /admin/log.csv': { for: 'audit.read', done: 200 },
};

/** Routes for everybody, with what they answer; a sign-in page sends on whoever has signed in already. */
const publicTable: Record<string, { rest?: Fields; fields?: Fields; done: number; signedIn?: number }> = {
  'GET /': { done: 200 },
  'GET /erfaringer': { done: 200 },
  'GET /forslag': { done: 200 },
  'POST /soegeklik': { fields: { q: 'mentor' }, done: 204 },
  'GET /temaer': { done: 200 },
  'GET /temaer/:slug': { rest: { slug: 'findes-ikke' }, done: 404 },
  'GET /partnerskaber/:slug/kontrakt': { rest: { slug: 'findes-ikke' }, done: 404 },
  'GET /partnerskaber/:slug/kontrakt/:number': { rest: { slug: 'findes-ikke', number: '1' }, done: 404 },
  'GET /partnerskaber': { done: 200 },
  'GET /partnerskaber/:slug': { rest: { slug: 'findes-ikke' }, done: 404 },
  'GET /feed.atom': { done: 200 },
  'GET /sitemap.xml': { done: 200 },
  'GET /om': { done: 200 },
  'GET /kontakt': { done: 200 },
  'GET /privatliv': { done: 200 },
  'GET /cookies': { done: 200 },
  'GET /was': { done: 302 },
  'GET /opensearch.xml': { done: 200 },
  'GET /robots.txt': { done: 200 },
  'GET /healthz': { done: 200 },
  'GET /readyz': { done: 200 },
  'GET /metrics': { done: 200 },
  'GET /assets/:hash/*': { rest: { hash: 'x', '*': 'app.css' }, done: 200 },
  'GET /api/docs': { done: 200 },
  'GET /api/v1/openapi.json': { done: 200 },
  'GET /api/v1/entries': { done: 200 },
  'GET /partnerskaber/:slug/bedoemmelser/:year': { rest: { slug: 'findes-ikke', year: '2006' }, done: 404 },
  'GET /partnerskaber/:slug/bedoemmelser/:year(^\\d+$).docx': {
    rest: { slug: 'findes-ikke', year: '2006' },
    done: 404,
  },
  'GET /partnerskaber/:slug/kontrakt/:number(^\\d+$).docx': { rest: { slug: 'findes-ikke', number: '1' }, done: 404 },
  'GET /partnerskaber/maal.csv': { done: 200 },
  'GET /partnerskaber/maal.xlsx': { done: 200 },
  'GET /api/v1/partnerships': { done: 200 },
  'GET /api/v1/partnerships/:slug': { rest: { slug: 'findes-ikke' }, done: 404 },
  'GET /api/v1/vocabularies/:name': { rest: { name: 'areas' }, done: 200 },
  'GET /log-ind': { done: 200, signedIn: 303 },
  'POST /log-ind': { fields: { email: 'ingen@eksempel.dk', password: 'forkert', role: 'admin' }, done: 422 },
  'GET /log-ind/organisation': { done: 503 },
  'GET /log-ind/organisation/retur': { done: 400 },
  'POST /log-ind/fortsaet': { done: 303 },
  'GET /glemt-adgangskode': { done: 200 },
  'POST /glemt-adgangskode': { done: 422 },
  'GET /adgangskode/:token': { rest: { token: 'findes-ikke' }, done: 404 },
  'POST /adgangskode/:token': { rest: { token: 'findes-ikke' }, done: 404 },
  'GET /bekraeft/:token': { rest: { token: 'findes-ikke' }, done: 404 },
  'POST /bekraeft/:token': { rest: { token: 'findes-ikke' }, done: 404 },
  // Last, since it ends the session.
  'POST /log-ud': { done: 303 },
};

let site: TestSite;
let people: Record<'author' | 'editor', User>;
let browsers: Record<(typeof whos)[number], TestBrowser>;
beforeAll(async () => {
  // A sign-in service that nobody runs: its routes are there all the same.
  site = await startTestSite({
    OIDC_ISSUER: 'http://127.0.0.1:1',
    OIDC_CLIENT_ID: 'test',
    OIDC_ROLES: 'redaktion=editor',
  });
  // The first user is the one that the table of users names.
  const admin = await createUser(site, 'admin');
  const author = await createUser(site, 'partner');
  const editor = await createUser(site, 'editor');
  people = { author, editor };
  browsers = {
    anonymous: openBrowser(site),
    reader: await signIn(site, 'reader'),
    partner: await signIn(site, 'partner'),
    'partner who wrote it': await signIn(site, author),
    consultant: await signIn(site, 'consultant'),
    editor: await signIn(site, 'editor'),
    admin: await signIn(site, admin),
  };
});
afterAll(() => site.close());

test('every route but those about one partnership stands in just one of the tables of this file', () => {
  const listed = [
    ...Object.keys(entryRows),
    ...publicEntryRoutes,
    fileRoute,
    ...Object.keys(trialRows),
    ...Object.keys(siteTable),
    ...Object.keys(publicTable),
  ];
  const routes = site.app.routeTable
    // Those stand in partnership-access.test.ts.
    .filter(({ access }) => access === 'public' || access === 'signed-in' || !isPartnershipAction(access))
    .map(({ method, url }) => `${method} ${url}`);
  expect(listed.toSorted()).toEqual(routes.toSorted());
});

describe.for(Object.entries(entryRows))('%s', ([route, row]) => {
  test.for(stateNames)(
    'of an entry that is %s is answered, and does something, for just those who may',
    async (state) => {
      let entry = await prepare(state);
      for (const who of whos) {
        const before = await snapshot(entry);
        const mayRead = isAllowed('entry.read', who, state);
        const may = isAllowed(row.action, who, state);
        const { statusCode } = await send(
          route,
          browsers[who],
          { id: String(entry.id), ...row.rest?.(entry) },
          row.fields?.(entry),
        );
        const isGet = route.startsWith('GET');
        const expected = may
          ? (row.done?.(state, who) ?? (isGet ? 200 : 303))
          : who === 'anonymous'
            ? isGet
              ? 303
              : 401
            : mayRead
              ? 403
              : 404;
        expect([who, statusCode]).toEqual([who, expected]);
        const after = await snapshot(entry);
        if (!may || isGet || statusCode !== 303) {
          expect([who, after]).toEqual([who, before]);
          continue;
        }
        expect([who, after.work]).toEqual([who, row.becomes?.(state) ?? before.work]);
        expect([who, after.changes]).toEqual([who, before.changes + 1]);
        entry = await prepare(state);
      }
    },
  );
});

describe.for(Object.entries(trialRows))('%s', ([route, { action, fields, becomes }]) => {
  test.for(trialStates)(
    'of a trial that is %s is answered, and does something, for just those who may',
    async (state) => {
      const { db } = site.deps;
      const isGet = route.startsWith('GET');
      const entry = await makeEntry(site.deps, 'published', people);
      for (const who of whos) {
        await db.deleteFrom('trials').execute();
        const id = await addTrial(db, entry.id, people.author.id, { state });
        const before = await countChanges();
        const { statusCode } = await send(route, browsers[who], { id: String(id) }, fields);
        const may = mayDoToTrial(action, who, state);
        // Whoever may in another state is told in words what has become of it.
        const forbidden = trialStates.some((other) => mayDoToTrial(action, who, other)) ? 409 : 403;
        const hidden = mayDoToTrial('trial.read', who, state) ? forbidden : 404;
        const refused = who === 'anonymous' ? (isGet ? 303 : 401) : hidden;
        expect([who, statusCode]).toEqual([who, may ? (isGet ? 200 : 303) : refused]);
        const trial = await db.selectFrom('trials').select(['state', 'submitted_by']).executeTakeFirstOrThrow();
        expect([who, trial]).toEqual([
          who,
          { state: may ? (becomes ?? state) : state, submitted_by: people.author.id },
        ]);
        expect([who, (await countChanges()) - before]).toEqual([who, may && !isGet ? 1 : 0]);
      }
    },
  );
});

function mayDoToTrial(action: TrialAction, who: Who, state: (typeof trialStates)[number]): boolean {
  return trialAllowed[action].some(([whos, states]) => whos.includes(who) && states.includes(state));
}

describe.for(publicEntryRoutes)('%s', (route) => {
  test.for(stateNames)('of an entry that is %s answers everybody alike', async (state) => {
    const { slug } = await prepare(state);
    for (const who of whos) {
      const { statusCode, headers } = await browsers[who].get(address(route, { slug }));
      expect([who, statusCode]).toEqual([who, readable[state]]);
      expect(headers).not.toHaveProperty('set-cookie');
    }
  });
});

describe(fileRoute, () => {
  test.for(stateNames)('of an entry that is %s goes to readers of the entry alone', async (state) => {
    const { key } = await prepare(state);
    for (const who of whos) {
      const { statusCode } = await browsers[who].get(address(fileRoute, { key, name: 'fil.pdf' }));
      expect([who, statusCode]).toEqual([who, isAllowed('entry.read', who, state) ? 200 : readable[state]]);
    }
  });
});

test.for(Object.entries(siteTable))('%s is answered for just those who may', async ([route, row]) => {
  for (const who of whos) {
    const before = await countChanges();
    const { statusCode } = await send(route, browsers[who], row.rest, row.fields);
    const role = who.split(' ')[0] as string;
    const may = who !== 'anonymous' && (row.for === 'signed-in' || siteRows[row.for].includes(role));
    const refused = who === 'anonymous' ? (route.startsWith('GET') ? 303 : 401) : 403;
    expect([who, statusCode]).toEqual([who, may ? row.done : refused]);
    const changes = (await countChanges()) - before;
    expect([who, changes]).toEqual([who, may && row.done === 303 && route.startsWith('POST') ? 1 : 0]);
  }
});

test.for(Object.entries(publicTable))(
  '%s answers everybody',
  async ([route, { rest, fields, done, signedIn = done }]) => {
    for (const who of whos) {
      const { statusCode } = await send(route, browsers[who], rest, fields);
      expect([who, statusCode]).toEqual([who, who === 'anonymous' ? done : signedIn]);
    }
  },
);

/** An entry in this state with a file that belongs to every one of its texts. */
async function prepare(state: State): Promise<Prepared> {
  const { db } = site.deps;
  const entry = await makeEntry(site.deps, state, people);
  const key = crypto.randomUUID().replaceAll('-', '');
  const { id: attachment } = await db
    .insertInto('attachments')
    .values({
      entry_id: entry.id,
      key,
      filename: 'fil.pdf',
      media_type: 'application/pdf',
      size: 4,
      content: Buffer.from('%PDF'),
      text: '',
      uploaded_by: people.author.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const revisions = await db.selectFrom('entry_revisions').select('id').where('entry_id', '=', entry.id).execute();
  if (revisions.length)
    await db
      .insertInto('revision_attachments')
      .values(revisions.map(({ id }) => ({ revision_id: id, attachment_id: attachment })))
      .execute();
  const { email: colleague } = await createUser(site, 'partner');
  return { ...entry, attachment, key, colleague };
}

async function send(route: string, browser: TestBrowser, rest: Fields = {}, fields: Fields = {}) {
  const url = address(route, rest);
  return route.startsWith('GET') ? browser.get(url) : browser.post(url, fields);
}

/** The route's address with its parameters filled in. */
function address(route: string, values: Fields): string {
  const url = route.slice(route.indexOf(' ') + 1);
  return url.replace(/\(\^[^)]*\)/, '').replace(/:(\w+)|\*/g, (parameter, name) => values[name ?? '*'] ?? parameter);
}

async function snapshot({ id }: MadeEntry) {
  const entry = await findEntryStanding(site.deps.db, id);
  return { work: entry ? workState(entry) : 'gone', entry, changes: await countChanges() };
}

async function countChanges(): Promise<number> {
  const rows = await site.deps.db.selectFrom('audit_log').select('position').execute();
  return rows.length;
}
