import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { audit, findBrokenAuditRow } from '#content/audit.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readHeadings, readLinks, readText } from '../support/html.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let admin: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  admin = await signIn(site, 'admin');
});
afterAll(() => site.close());

const nobody = { actor: null, requestId: 'test' };
type Change = Partial<Parameters<typeof audit>[2]>;
const write = (change: Change = {}) =>
  site.deps.db
    .transaction()
    .execute((tx) => audit(tx, nobody, { action: 'entry.publish', objectType: 'entry', objectId: 1, ...change }));
const allRows = () => site.deps.db.selectFrom('audit_log').selectAll().orderBy('position').execute();

describe('the audit log', () => {
  test.each([
    ['update', sql`update audit_log set reason = 'pyntet'`],
    ['delete', sql`delete from audit_log`],
    ['truncate', sql`truncate audit_log`],
    ['truncate with what depends on it', sql`truncate users cascade`],
  ])('refuses %s', async (_what, statement) => {
    const before = await allRows();
    expect(before.length).toBeGreaterThan(0);
    await expect(statement.execute(site.deps.db)).rejects.toThrow('audit_log is append-only');
    expect(await allRows()).toEqual(before);
  });

  test('numbers its rows and chains each to the one before, whatever is asked for', async () => {
    await write();
    await sql`insert into audit_log (position, at, action, object_type, object_id, previous_hash, hash)
      values (7000, now(), 'x', 'entry', '1', 'forged', 'forged')`.execute(site.deps.db);
    const rows = await allRows();
    expect(rows.map(({ position }) => Number(position))).toEqual(rows.map((_, index) => index + 1));
    for (const [index, row] of rows.entries()) expect(row.previous_hash).toBe(rows[index - 1]?.hash ?? '');
    expect(await findBrokenAuditRow(site.deps.db)).toBeUndefined();
  });

  test('stays whole when many write at once', async () => {
    const before = (await allRows()).length;
    await Promise.all(Array.from({ length: 40 }, (_, number) => write({ objectId: number })));
    expect(await allRows()).toHaveLength(before + 40);
    expect(await findBrokenAuditRow(site.deps.db)).toBeUndefined();
  });

  test('says nothing of a change that was rolled back', async () => {
    const before = (await allRows()).length;
    const failing = site.deps.db.transaction().execute(async (tx) => {
      await audit(tx, nobody, { action: 'entry.publish', objectType: 'entry', objectId: 1 });
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await write();
    expect(await allRows()).toHaveLength(before + 1);
    expect(await findBrokenAuditRow(site.deps.db)).toBeUndefined();
  });
});

describe('whoever gets around the triggers is found out:', () => {
  const guard = (how: 'disable' | 'enable') =>
    sql.raw(`alter table audit_log ${how} trigger all`).execute(site.deps.db);
  beforeEach(async () => {
    await guard('disable');
    await sql`delete from audit_log`.execute(site.deps.db);
    await guard('enable');
    for (let number = 1; number <= 5; number++) await write({ objectId: number, reason: 'sand' });
    await guard('disable');
  });
  afterAll(async () => {
    await sql`delete from audit_log`.execute(site.deps.db);
    await guard('enable');
  });

  test.each([
    ['a changed row', 3, sql`update audit_log set reason = 'løgn' where position = 3`],
    ['a changed time', 2, sql`update audit_log set at = at - interval '1 day' where position = 2`],
    ['a removed row', 3, sql`delete from audit_log where position = 2`],
    ['a removed first row', 2, sql`delete from audit_log where position = 1`],
    [
      'a row changed with a hash to match',
      3,
      sql`update audit_log set reason = 'løgn' where position = 2;
        update audit_log set hash = audit_hash(audit_log) where position = 2`,
    ],
    [
      'two rows that changed places',
      2,
      sql`update audit_log set position = -1 where position = 2; update audit_log set position = 2 where position = 3;
        update audit_log set position = 3 where position = -1`,
    ],
  ])('%s', async (_what, position, tamper) => {
    for (const statement of tamper.compile(site.deps.db).sql.split(';')) await sql.raw(statement).execute(site.deps.db);
    expect(await findBrokenAuditRow(site.deps.db)).toBe(String(position));
    expect(readText((await admin.get('/admin/log')).body)).toContain(`Kæden er brudt ved nr. ${position}.`);
  });

  test('while the log that nobody touched is whole', async () => {
    expect(await findBrokenAuditRow(site.deps.db)).toBeUndefined();
    expect(readText((await admin.get('/admin/log')).body)).toContain('Kæden er ubrudt');
  });
});

describe('the page of the audit log', () => {
  beforeAll(async () => {
    await signIn(site, admin.user);
    await write({ action: 'entry.withdraw', objectId: 501, reason: 'Fejl i tal', before: { state: 'published' } });
    await write({ action: 'term.rename', objectType: 'term', objectId: 'areas/kultur' });
  });
  const read = async (query: string) => readText((await admin.get(`/admin/log${query}`)).body);

  test('shows the newest first: when, who, what, and with which reason', async () => {
    const text = await read('');
    expect(text).toMatch(
      /\d+\. \p{L}+ \d{4} kl\. \d\d\.\d\d nr\. \d+ Siden selv Trak tilbage Erfaring 501 Før – tilstand: udgivet Fejl i tal/u,
    );
    expect(text).toMatch(new RegExp(`${admin.user.name} Loggede ind Bruger ${admin.user.id}`));
    expect(text).toContain('Kæden er ubrudt');
  });

  test.each([
    ['?handling=entry.withdraw', 1],
    ['?type=term', 1],
    ['?objekt=501', 1],
    ['?objekt=501&type=term', 0],
    ['?handling=findes.ikke', 0],
    ['?fra=2999-01-01', 0],
    ['?til=2001-01-01', 0],
  ])('narrows down: %s', async (query, count) => {
    const { body } = await admin.get(`/admin/log${query}`);
    expect(readHeadings(body, 2)[0]).toBe(count ? `${count} ændring` : 'Ingen ændringer');
    if (!count) expect(readText(body)).toContain('Ingen ændringer passer.');
  });

  test('narrows down to a person and to days in Denmark', async () => {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(new Date());
    const { body } = await admin.get(`/admin/log?bruger=${admin.user.id}&fra=${day}&til=${day}`);
    expect(readHeadings(body, 2)[0]).toBe('1 ændring');
    expect(readText(body)).toContain(`${admin.user.name} Loggede ind`);
  });

  test.each([
    '?side=0',
    '?side=x',
    '?bruger=abc',
    '?fra=i-gaar',
    '?objekt=%00',
    '?handling=a&handling=b',
    '?side=99999999',
  ])('survives an address that says nothing: %s', async (query) => {
    expect((await admin.get(`/admin/log${query}`)).statusCode).toBe(200);
  });

  test('has pages of fifty, which keep what was chosen', async () => {
    for (let number = 0; number < 60; number++) await write({ action: 'entry.save', objectId: 77 });
    const first = await admin.get('/admin/log?objekt=77');
    expect(readLinks(first.body)).toContainEqual({ text: 'Næste side', href: '/admin/log?objekt=77&side=2' });
    expect(first.body.match(/data-title="Tidspunkt"/g)).toHaveLength(50);
    const second = await admin.get('/admin/log?objekt=77&side=2');
    expect(second.body.match(/data-title="Tidspunkt"/g)).toHaveLength(10);
  });
});

describe('the log as a spreadsheet', () => {
  test('holds what was chosen, in a form that spreadsheets read as Danish', async () => {
    await write({ action: 'entry.submit', objectId: 900, reason: 'Æ; "ø"\r\nå' });
    const { headers, rawPayload } = await admin.get('/admin/log.csv?objekt=900');
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="aendringslog.csv"',
      'cache-control': 'no-store',
    });
    expect([...rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [head, line] = rawPayload
      .toString('utf8')
      .slice(1)
      .split(/\r\n(?=\d|$)/);
    expect(head).toBe('Nr.;Tidspunkt;Hvem;Handling;Type;Id;Før;Efter;Begrundelse;Anmodning;Hash');
    expect(line).toMatch(/^\d+;\d{4}-\d\d-\d\dT[\d:.]+Z;;Indsendte;Erfaring;900;;;"Æ; ""ø""\r\nå";test;[0-9a-f]{64}$/);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('runs no formula: %j', async (reason) => {
    const objectId = `formel-${reason.charCodeAt(0)}-${reason.length}`;
    await write({ objectId, reason });
    const { payload } = await admin.get(`/admin/log.csv?objekt=${objectId}`);
    expect(payload).toContain(`'${reason}`);
  });

  test('holds every row, however many', async () => {
    await sql`insert into audit_log (action, object_type, object_id)
      select 'mange', 'entry', 'mange' from generate_series(1, 2300)`.execute(site.deps.db);
    const { payload } = await admin.get('/admin/log.csv?handling=mange');
    const numbers = payload
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(';')[0]));
    expect(numbers).toHaveLength(2300);
    expect(new Set(numbers).size).toBe(2300);
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });
});
