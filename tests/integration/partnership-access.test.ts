import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isPartnershipAction } from '#content/permissions.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import type { MadePartnership, PartnershipRow } from '../support/partnership-routes/row.ts';
import { makePartnership } from '../support/partnerships.ts';
import {
  isPartnershipAllowed,
  type Partner,
  type PartnershipStateName,
  partnershipStates,
} from '../support/permission-table.ts';
import { createUser, openBrowser, signIn, type TestBrowser } from '../support/session.ts';

const whos = [
  'anonymous',
  'reader',
  'partner',
  'partner of it',
  'consultant',
  'editor',
  'editor of it',
  'admin',
] as const satisfies Partner[];
const stateNames = Object.keys(partnershipStates) as PartnershipStateName[];

/** Each part of the feature brings the rows of its own routes. */
const slices: Record<string, PartnershipRow>[] = await Promise.all(
  readdirSync(new URL('../support/partnership-routes/', import.meta.url))
    .filter((file) => file !== 'row.ts')
    .map(async (file) => (await import(`../support/partnership-routes/${file.replace('.ts', '')}.ts`)).rows),
);
const rows = slices.flatMap((slice) => Object.entries(slice));

let site: TestSite;
let people: Record<'writer' | 'editor' | 'writingEditor', User>;
let browsers: Record<(typeof whos)[number], TestBrowser>;
beforeAll(async () => {
  site = await startTestSite();
  const writer = await createUser(site, 'partner');
  const editor = await createUser(site, 'editor');
  const writingEditor = await createUser(site, 'editor');
  people = { writer, editor, writingEditor };
  browsers = {
    anonymous: openBrowser(site),
    reader: await signIn(site, 'reader'),
    partner: await signIn(site, 'partner'),
    'partner of it': await signIn(site, writer),
    consultant: await signIn(site, 'consultant'),
    editor: await signIn(site, editor),
    'editor of it': await signIn(site, writingEditor),
    admin: await signIn(site, 'admin'),
  };
});
afterAll(() => site.close());

test('every route about one partnership stands in just one of the tables of its parts', () => {
  const routes = site.app.routeTable
    .filter(({ access }) => access !== 'public' && access !== 'signed-in' && isPartnershipAction(access))
    .map(({ method, url, access }) => `${method} ${url} for ${access}`);
  const listed = rows.map(([route, { action }]) => `${route} for ${action}`);
  expect(listed.toSorted()).toEqual(routes.toSorted());
});

describe.for(rows)('%s', ([route, row]) => {
  test.for(stateNames)(
    'of a partnership that is %s is answered, and does something, for just those who may',
    async (state) => {
      for (const who of whos) {
        const partnership = await prepare(state);
        const before = await countChanges();
        const may = isPartnershipAllowed(row.action, who, state);
        const { statusCode } = await send(route, row, browsers[who], partnership);
        const expected = may ? (row.done?.(state, who) ?? (isGet(route) ? 200 : 303)) : refusal(route, who, state);
        expect([who, statusCode]).toEqual([who, expected]);
        const isChange = may && !isGet(route) && statusCode === 303;
        expect([who, (await countChanges()) > before]).toEqual([who, isChange]);
        if (isChange) ready.delete(state);
      }
    },
  );
});

test.for(rows)('%s of a partnership that there is not answers nobody', async ([route, row]) => {
  const nowhere: MadePartnership = { id: 999_999, slug: 'findes-ikke', period: '2006-01-01', year: 2006 };
  for (const who of whos.slice(1)) {
    const { statusCode } = await send(route, row, browsers[who], nowhere);
    expect([who, statusCode]).toEqual([who, 404]);
  }
});

/** What they get who may not: nobody is told that there is what only others may know of. */
function refusal(route: string, who: Partner, state: PartnershipStateName): number {
  if (who === 'anonymous') return isGet(route) ? 303 : 401;
  return isPartnershipAllowed('partnership.read', who, state) ? 403 : 404;
}

/** Those that nobody has changed yet: to make one takes longer than to ask for a page. */
const ready = new Map<PartnershipStateName, MadePartnership>();

async function prepare(state: PartnershipStateName): Promise<MadePartnership> {
  const kept = ready.get(state);
  if (kept) return kept;
  const partnership = await makePartnership(site.deps, state, people);
  await site.deps.db
    .insertInto('partnership_users')
    .values({ partnership_id: partnership.id, user_id: people.writingEditor.id })
    .execute();
  ready.set(state, partnership);
  return partnership;
}

async function send(route: string, row: PartnershipRow, browser: TestBrowser, partnership: MadePartnership) {
  const { id, period, year } = partnership;
  const values: Record<string, string> = { id: String(id), period, year: String(year), ...row.rest?.(partnership) };
  const url = route
    .slice(route.indexOf(' ') + 1)
    .replace(/:(\w+)(\([^)]*\))?/g, (parameter, name) => values[name] ?? parameter);
  return isGet(route) ? browser.get(url) : browser.post(url, row.fields?.(partnership));
}

function isGet(route: string): boolean {
  return route.startsWith('GET ');
}

async function countChanges(): Promise<number> {
  const { changes } = await site.deps.db
    .selectFrom('audit_log')
    .select(({ fn }) => fn.countAll<string>().as('changes'))
    .executeTakeFirstOrThrow();
  return Number(changes);
}
