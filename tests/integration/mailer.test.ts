import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimMail, enqueueMail, type MailTemplates, type QueuedMail } from '#content/mail-queue.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { type MailServer, readAction, readMails, startMailServer } from '../support/mail.ts';

let server: MailServer;
let site: TestSite;
beforeAll(async () => {
  server = await startMailServer();
  site = await startTestSite({ SMTP_URL: server.url });
});
afterAll(async () => {
  await site.close();
  await server.close();
});
beforeEach(() => {
  server.received.length = 0;
  server.refuseWith(0);
});

let number = 0;
const order = (changes: Partial<QueuedMail<'published'>> = {}, { deps } = site) =>
  enqueueMail(deps.db, {
    key: `published:${++number}`,
    recipient: 'forfatter@kommune.dk',
    template: 'published',
    data: { title: 'Lektiehjælp på Ærø', slug: 'lektiehjaelp' },
    ...changes,
  });
const rows = () => site.deps.db.selectFrom('mail_queue').selectAll().orderBy('id').execute();
const lastRow = async () => (await rows()).at(-1);

describe('a mail', () => {
  test('comes as HTML and as plain text, in Danish, from the site, with one thing to do', async () => {
    await order();
    await site.deps.jobs.settled();
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail).toMatchObject({
      recipients: ['forfatter@kommune.dk'],
      subject: 'Udgivet: Lektiehjælp på Ærø',
      from: { name: 'Erfaringsdatabasen', address: 'erfaringsdatabasen@eksempel.dk' },
      to: [{ address: 'forfatter@kommune.dk' }],
    });
    expect(mail?.html).toContain('<html lang="da">');
    expect(mail && readAction(mail)).toBe('/erfaringer/lektiehjaelp');
    expect(mail?.text).toContain('Se erfaringen:\nhttps://eksempel.dk/erfaringer/lektiehjaelp');
    expect(mail?.text).not.toMatch(/[<>]|&\w+;/);
    expect(mail?.headers).toContainEqual(expect.objectContaining({ key: 'auto-submitted', value: 'auto-generated' }));
  });

  test('is marked as sent, and its recipient and words are forgotten', async () => {
    await order();
    await site.deps.jobs.settled();
    const row = await lastRow();
    expect(row).toMatchObject({ recipient: '', data: {}, last_error: null, sent_at: expect.any(Date) });
  });

  test('of the same occasion is sent once', async () => {
    await order({ key: 'samme' });
    await order({ key: 'samme' });
    await site.deps.jobs.settled();
    await order({ key: 'samme' });
    await site.deps.jobs.settled();
    expect(server.received).toHaveLength(1);
  });

  test('has a number that follows from its occasion, so that a duplicate can be told', async () => {
    await order({ key: 'et' });
    await order({ key: 'to' });
    await site.deps.jobs.settled();
    // As if the site had been killed after it sent the mail and before it wrote that down.
    const again = {
      sent_at: null,
      recipient: 'a@b.dk',
      data: JSON.stringify({ title: 'x', slug: 'x' }),
      next_attempt_at: new Date(),
    };
    await site.deps.db.updateTable('mail_queue').set(again).where('key', '=', 'et').execute();
    await site.deps.jobs.settled();
    const [first, second, third] = server.received.map(({ messageId }) => messageId);
    expect(first).toMatch(/^<[0-9a-f]{40}@eksempel\.dk>$/);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
  });

  test('of which the transaction is rolled back is never sent', async () => {
    const { db } = site.deps;
    const failing = db.transaction().execute(async (tx) => {
      await enqueueMail(tx, {
        key: 'aldrig',
        recipient: 'a@b.dk',
        template: 'published',
        data: { title: 'x', slug: 'x' },
      });
      throw new Error('stop');
    });
    await expect(failing).rejects.toThrow('stop');
    await site.deps.jobs.settled();
    expect(server.received).toEqual([]);
  });
});

describe('header injection', () => {
  const nasty = 'Titel\r\nBcc: offer@ond.dk\r\n\r\n<script>alert(1)</script> =?utf-8?B?aGVq?= "æ"';

  test('a line break in a title adds neither header nor recipient', async () => {
    await order({ data: { title: nasty, slug: 'x' } });
    await site.deps.jobs.settled();
    const [mail] = server.received;
    expect(mail?.recipients).toEqual(['forfatter@kommune.dk']);
    expect(mail?.headers.map(({ key }) => key)).not.toContain('bcc');
    expect(mail?.bcc).toBeUndefined();
    expect(mail?.subject).toContain('Titel Bcc: offer@ond.dk');
    expect(mail?.html).not.toContain('<script');
    expect(mail?.text).toContain('<script>alert(1)</script>');
    const [head = ''] = mail?.source.split('\r\n\r\n', 1) ?? [];
    expect(head).not.toMatch(/^bcc:/im);
  });

  test('a recipient is one address, whatever it holds', async () => {
    for (const recipient of ['a@b.dk, offer@ond.dk', 'a@b.dk\r\nBcc: offer@ond.dk', '"x" <offer@ond.dk>, a@b.dk'])
      await order({ recipient });
    await site.deps.jobs.settled();
    for (const { recipients } of server.received) expect(recipients).toHaveLength(1);
    for (const { source } of server.received) expect(source).not.toMatch(/^bcc:/im);
  });
});

describe('when the mail server refuses', () => {
  test('the mail stays, with the code but not the words of the refusal, and is tried again later', async () => {
    server.refuseWith(450);
    const before = Date.now();
    await order({ recipient: 'hemmelig@kommune.dk' });
    await site.deps.jobs.settled();
    const row = await lastRow();
    expect(row).toMatchObject({ sent_at: null, attempts: 1, recipient: 'hemmelig@kommune.dk' });
    expect(row?.last_error).toBe('EENVELOPE 450');
    const wait = Number(row?.next_attempt_at) - before;
    expect(wait).toBeGreaterThan(25_000);
    expect(wait).toBeLessThan(40_000);
    server.refuseWith(0);
    await site.deps.jobs.settled();
    expect(server.received).toEqual([]);
    await makeDue();
    await site.deps.jobs.settled();
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['hemmelig@kommune.dk']]);
  });

  test('it waits longer each time, but never more than an hour, and never gives up', async () => {
    server.refuseWith(550);
    await order();
    const waits = [];
    for (let attempt = 0; attempt < 10; attempt++) {
      await makeDue();
      const before = Date.now();
      await site.deps.jobs.settled();
      waits.push(Math.round((Number((await lastRow())?.next_attempt_at) - before) / 30_000) / 2);
    }
    expect(waits).toEqual([0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
    server.refuseWith(0);
    await makeDue();
    await site.deps.jobs.settled();
    expect(server.received).toHaveLength(1);
  });

  test('another mail is sent all the same', async () => {
    server.refuseWith(550);
    await order();
    await site.deps.jobs.settled();
    server.refuseWith(0);
    await order({ recipient: 'anden@kommune.dk' });
    await site.deps.jobs.settled();
    expect(server.received.map(({ recipients }) => recipients)).toEqual([['anden@kommune.dk']]);
    await makeDue();
    await site.deps.jobs.settled();
  });

  const makeDue = () =>
    site.deps.db
      .updateTable('mail_queue')
      .set({ next_attempt_at: new Date(0) })
      .where('sent_at', 'is', null)
      .execute();
});

describe('a mail that is being sent', () => {
  test('belongs to one sender, until its lease has ended', async () => {
    const { db } = site.deps;
    await site.deps.jobs.stop();
    await order();
    const now = new Date(Date.now() + 1000);
    const [first, second] = [await claimMail(db, now), await claimMail(db, now)];
    expect(first).toMatchObject({ template: 'published', attempts: 1 });
    expect(second).toBeUndefined();
    expect(await claimMail(db, new Date(now.getTime() + 59_000))).toBeUndefined();
    expect(await claimMail(db, new Date(now.getTime() + 61_000))).toMatchObject({ id: first?.id, attempts: 2 });
  });
});

test('without a mail server each mail becomes a file', async () => {
  const own = await startTestSite();
  await order({}, own);
  const [mail] = await readMails(own);
  expect(mail).toMatchObject({ subject: 'Udgivet: Lektiehjælp på Ærø', to: [{ address: 'forfatter@kommune.dk' }] });
  await own.close();
});

describe('every kind of mail', () => {
  let own: TestSite;
  beforeAll(async () => {
    own = await startTestSite();
  });
  afterAll(() => own.close());
  const reportMail = {
    ...{ partnershipId: 7, partnership: 'Partnerskab', periodStart: '2006-01-01', periodEnd: '2006-06-30' },
  };
  const samples: MailTemplates = {
    invitation: { name: 'Ida', token: 'abc', expiresAt: '2030-03-31T12:00:00Z' },
    reset: { name: 'Ida', token: 'abc', expiresAt: '2030-03-31T12:00:00Z' },
    submitted: { title: 'Titel', author: 'Ida', entryId: 7 },
    returned: { title: 'Titel', reason: 'Første linje\nAnden linje', comments: 2, entryId: 7 },
    published: { title: 'Titel', slug: 'titel' },
    scheduled: { title: 'Titel', dueAt: '2030-03-31T12:00:00Z', entryId: 7 },
    withdrawn: { title: 'Titel', reason: 'Den var forkert', entryId: 7 },
    confirm_contact: { title: 'Titel', name: 'Ida', slug: 'titel', token: 'abc', reminder: 2 },
    contract_turn: {
      ...{
        partnership: 'Havnen',
        partnershipId: 7,
        number: 1,
        from: 'ministry',
        message: 'Se på målene.',
        signed: false,
      },
    },
    contract_signed: { partnership: 'Havnen', slug: 'havnen', number: 2, effectiveFrom: '2007-01-01' },
    contract_abandoned: { partnership: 'Havnen', partnershipId: 7, from: 'ministry', reason: 'Rederiet er lukket.' },
    unconfirmed: { title: 'Titel', entryId: 7 },
    assessment_hearing: { partnership: 'Havnen', partnershipId: 7, year: 2006 },
    assessment_sealed: { partnership: 'Havnen', partnershipId: 7, year: 2006 },
    trial_submitted: { title: 'Titel', municipality: 'Vejle', trialId: 7 },
    trial_returned: { title: 'Titel', municipality: 'Vejle', reason: 'Skriv mere', withdrawn: false, trialId: 7 },
    trial_published: { title: 'Titel', municipality: 'Vejle', slug: 'titel' },
    trial_published_author: { title: 'Titel', municipality: 'Vejle', slug: 'titel' },
    report_due: { ...reportMail, due: '2006-07-30', isLate: true, isReturned: true },
    report_returned: { ...reportMail, reason: 'Første linje\nAnden linje' },
    report_approved: reportMail,
    report_submitted: { ...reportMail, isAgain: true },
    assessment_answered: { partnership: 'Havnen', partnershipId: 7, year: 2006 },
    report_missing: { ...reportMail, due: '2006-07-30' },
  };

  test.each(Object.keys(samples) as (keyof MailTemplates)[])(
    '%s has a subject, its text, and one link',
    async (template) => {
      await enqueueMail(own.deps.db, { key: template, recipient: 'ida@kommune.dk', template, data: samples[template] });
      const mail = (await readMails(own)).at(-1);
      expect(mail?.subject).toMatch(/^\p{Lu}[^\n]{10,}$/u);
      expect(mail?.html).not.toContain('undefined');
      expect(mail?.text).not.toMatch(/undefined|[<>]/);
      expect(mail && readAction(mail)).toMatch(/^\/[a-z-]+/);
      if (template === 'returned') expect(mail?.text).toContain('Første linje\nAnden linje');
      if ('expiresAt' in samples[template]) expect(mail?.text).toContain('31. marts 2030 kl. 14.00');
    },
  );
});
