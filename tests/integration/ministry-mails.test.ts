import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailMinistry } from '#content/partnerships/partnership-mails.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm } from '../support/forms.ts';
import { readAction, readMails } from '../support/mail.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { makePartnership } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { createUser, type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let consultant: SignedIn;
let editor: User;
let admin: User;
/** Writes for each partnership: she is on its side, and never decides for the ministry. */
let writingEditor: User;
let made: MadePartnership;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  consultant = await signIn(site, 'consultant');
  editor = await createUser(site, 'editor');
  admin = await createUser(site, 'admin');
  writingEditor = await createUser(site, 'editor');
  await createUser(site, 'reader');
  await createUser(site, 'partner');
  for (const role of ['consultant', 'editor', 'admin'] as const) await suspend(await createUser(site, role));
});
afterAll(() => site.close());

const suspend = ({ id }: User) =>
  site.deps.db.updateTable('users').set({ suspended_at: new Date() }).where('id', '=', id).execute();

async function make(state: PartnershipStateName): Promise<void> {
  made = await makePartnership(site.deps, state, { writer: writer.user, editor });
  await site.deps.db
    .insertInto('partnership_users')
    .values({ partnership_id: made.id, user_id: writingEditor.id })
    .execute();
}

/** The mails that the work gives cause for. */
async function mailsOf(work: () => Promise<unknown>) {
  const before = (await readMails(site)).length;
  await work();
  return (await readMails(site)).slice(before);
}
const addressees = (mails: Awaited<ReturnType<typeof mailsOf>>) => mails.map(({ to }) => to?.[0]?.address).toSorted();

describe('a report that is handed in', () => {
  let path: string;
  const figures = { actual_1: '21', actual_2: '31,5', actual_3: '60' };
  const submit = (version: string) => writer.post(`${path}/indsendelse`, { version, ...figures });
  beforeEach(async () => {
    await make('active');
    path = `/mit/partnerskaber/${made.id}/rapporter/${made.period}`;
  });

  test('is told of to the consultants and editors who may decide on it, and to nobody else', async () => {
    const mails = await mailsOf(() => submit('0'));
    expect(addressees(mails)).toEqual([consultant.user.email, editor.email].toSorted());
    for (const mail of mails) {
      expect(mail.subject).toBe('Rapport til godkendelse: Partnerskabet på havnen');
      expect(mail.text).toContain('har indsendt rapporten for perioden 1. januar 2006 til 30. juni 2006');
      expect(readAction(mail)).toBe(path);
    }
  });

  test('is told of once each time', async () => {
    const mails = await mailsOf(() => Promise.all([submit('0'), submit('0')]));
    expect(mails).toHaveLength(2);
    await consultant.post(`${path}/afgoerelse`, { decision: 'return', reason: 'Ret tallene.', version: '2' });
    const again = await mailsOf(async () => {
      const version = readForm((await writer.get(path)).body, path).find(([name]) => name === 'version')?.[1] ?? '';
      expect((await submit(version)).statusCode).toBe(303);
    });
    expect(addressees(again)).toEqual([consultant.user.email, editor.email].toSorted());
    expect(again[0]?.text).toContain('har rettet og indsendt rapporten');
  });

  test('is not told of while it is a draft or is refused', async () => {
    const mails = await mailsOf(async () => {
      await writer.post(path, { version: '0', actual_1: '7' });
      expect((await writer.post(`${path}/indsendelse`, { version: '1', actual_1: 'mange' })).statusCode).toBe(422);
    });
    expect(mails).toEqual([]);
  });
});

test('nobody is told of what she did herself', async () => {
  await make('submitted');
  const data = { periodStart: '2006-01-01', periodEnd: '2006-06-30', isAgain: false };
  const acting = { actor: editor, requestId: 'test' };
  const mails = await mailsOf(() => mailMinistry(site.deps.db, acting, made.id, 'prøve', 'report_submitted', data));
  expect(addressees(mails)).toEqual([consultant.user.email]);
});

test('an assessment that is answered is told of to those who may seal it, and to nobody else', async () => {
  await make('hearing');
  const path = `/mit/partnerskaber/${made.id}/bedoemmelser/${made.year}`;
  const answer = async (text: string) => {
    const fields = Object.fromEntries(readForm((await writer.get(path)).body, `${path}/svar`));
    expect((await writer.post(`${path}/svar`, { ...fields, answer: text })).statusCode).toBe(303);
  };
  const mails = await mailsOf(() => answer('Vi er enige.'));
  expect(addressees(mails)).toEqual([admin.email, editor.email].toSorted());
  // The same answer once more says nothing new.
  expect(await mailsOf(() => writer.post(`${path}/svar`, { answer: 'Vi er enige.', seen: '1' }))).toEqual([]);
  for (const mail of mails) {
    expect(mail.subject).toBe('Svar på bedømmelsen 2006: Partnerskabet på havnen');
    expect(readAction(mail)).toBe(path);
  }
});
