import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { abandonRenegotiation } from '#content/partnerships/abandon-renegotiation.ts';
import type { ResultGoal } from '#content/partnerships/contract.ts';
import { listProposals } from '#content/partnerships/contract-proposals.ts';
import { type Contract, listContracts } from '#content/partnerships/contracts.ts';
import { listFollowedPartnerships } from '#content/partnerships/followed.ts';
import { addDays } from '#content/partnerships/periods.ts';
import { proposeContract } from '#content/partnerships/propose-contract.ts';
import { renegotiate } from '#content/partnerships/renegotiate.ts';
import { saveContract } from '#content/partnerships/save-contract.ts';
import { signContract } from '#content/partnerships/sign-contract.ts';
import { Forbidden, Refused } from '#content/refusal.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { readForm } from '../support/forms.ts';
import { readText } from '../support/html.ts';
import { readMails } from '../support/mail.ts';
import type { MadePartnership } from '../support/partnership-routes/row.ts';
import { contractContent, makePartnership, START } from '../support/partnerships.ts';
import type { PartnershipStateName } from '../support/permission-table.ts';
import { type SignedIn, signIn } from '../support/session.ts';

let site: TestSite;
let writer: SignedIn;
let colleague: SignedIn;
let editor: SignedIn;
let consultant: SignedIn;
beforeAll(async () => {
  site = await startTestSite();
  writer = await signIn(site, 'partner');
  colleague = await signIn(site, 'partner');
  editor = await signIn(site, 'editor');
  consultant = await signIn(site, 'consultant');
});
afterAll(() => site.close());

type Made = MadePartnership & { path: string };

async function make(state: PartnershipStateName): Promise<Made> {
  const made = await makePartnership(site.deps, state, { writer: writer.user, editor: editor.user });
  await site.deps.db
    .insertInto('partnership_users')
    .values({ partnership_id: made.id, user_id: colleague.user.id })
    .execute();
  return { ...made, path: `/mit/partnerskaber/${made.id}/kontrakt` };
}

const versionsOf = ({ id }: MadePartnership) => listContracts(site.deps.db, id);
const seenOf = async (made: MadePartnership) => String((await versionsOf(made)).at(-1)?.version);

async function begin(browser: SignedIn, made: Made, reason = 'Rederiet er lukket.') {
  return browser.post(`${made.path}/genforhandling`, { reason, effective_from: '2007-01-01' });
}

async function abandon(browser: SignedIn, made: Made, abandoned = 'ja') {
  const fields = { abandon: abandoned, seen: await seenOf(made) };
  return browser.post(`${made.path}/genforhandling/opgivelse`, fields);
}

async function send(browser: SignedIn, made: Made) {
  return browser.post(`${made.path}/forslag`, { message: 'Se her.', seen: await seenOf(made) });
}

async function sign(browser: SignedIn, made: Made) {
  return browser.post(`${made.path}/underskrift`, { sure: 'ja', seen: await seenOf(made) });
}

describe('a renegotiation that is abandoned', () => {
  test.for(['the partnership', 'the ministry'])('by %s is gone, and the signed version holds on', async (side) => {
    const made = await make('active');
    const [browser, from] = side === 'the partnership' ? [writer, 'partnerskabet'] : [editor, 'ministeriet'];
    await begin(browser, made);
    const { statusCode, headers } = await abandon(browser, made);
    expect([statusCode, headers.location]).toEqual([303, made.path]);
    expect(await versionsOf(made)).toMatchObject([{ number: 1, state: 'signed' }]);
    const page = readText((await browser.get(made.path)).body);
    expect(page).toContain('Genforhandlingen er opgivet. Den underskrevne kontrakt gælder uændret.');
    expect(page).toContain('Begge parter har underskrevet, og teksten er låst.');
    expect(page).toContain('Begynd en genforhandling');
    expect(page).toMatch(
      new RegExp(
        `Opgivne genforhandlinger Forslag til version 2 Rederiet er lukket\\. Opgivet \\d+\\. .* af ${browser.user.name} for ${from}`,
      ),
    );
    const followed = (await listFollowedPartnerships(site.deps.db)).find(({ id }) => id === made.id);
    expect(followed?.contract).toMatchObject({ number: 1, state: 'signed' });
  });

  test('leaves its number to the next, and nothing that was sent or said is lost', async () => {
    const made = await make('active');
    await begin(writer, made);
    await send(writer, made);
    await editor.post(`${made.path}/kommentarer`, { part: 'goal:1', body: 'Det går ikke.' });
    const [, former] = (await versionsOf(made)) as [Contract, Contract];
    await abandon(editor, made);
    expect((await begin(writer, made, 'Skolen er flyttet.')).statusCode).toBe(303);
    expect(await versionsOf(made)).toMatchObject([{ number: 1 }, { number: 2, reason: 'Skolen er flyttet.' }]);
    for (const [browser, act] of [
      [writer, send],
      [editor, sign],
      [writer, sign],
    ] as const)
      await act(browser, made);
    expect(await versionsOf(made)).toMatchObject([{ state: 'signed' }, { number: 2, state: 'signed' }]);
    expect(await listProposals(site.deps.db, former.id)).toMatchObject([{ message: 'Se her.' }]);
    const comments = await site.deps.db
      .selectFrom('contract_comments')
      .select('body')
      .where('contract_id', '=', former.id)
      .execute();
    expect(comments).toEqual([{ body: 'Det går ikke.' }]);
    const shown = readText((await site.app.inject(`/partnerskaber/${made.slug}/kontrakt/2`)).body);
    expect([shown.includes('Skolen er flyttet.'), shown.includes('Rederiet er lukket.')]).toEqual([true, false]);
  });

  test('is told to the other side by mail, and to nobody else', async () => {
    const made = await make('renegotiating');
    const before = (await readMails(site)).length;
    await abandon(writer, made);
    const toMinistry = (await readMails(site)).slice(before);
    const addresses = (mails: typeof toMinistry) =>
      mails.flatMap(({ to }) => to?.map(({ address }) => address) ?? []).toSorted();
    expect(addresses(toMinistry)).toEqual([consultant, editor].map(({ user }) => user.email).toSorted());
    expect(toMinistry[0]?.subject).toBe('Genforhandlingen er opgivet: Partnerskabet på havnen');
    expect(toMinistry[0]?.text).toContain('Partnerskabet på havnen har opgivet genforhandlingen');
    expect(toMinistry[0]?.text).toContain('En virksomhed har forladt havnen.');
    expect(toMinistry[0]?.text).toContain(`https://eksempel.dk${made.path}`);
    await begin(editor, made);
    await abandon(editor, made);
    const toPartnership = (await readMails(site)).slice(before + toMinistry.length);
    expect(addresses(toPartnership)).toEqual([writer, colleague].map(({ user }) => user.email).toSorted());
    expect(toPartnership[0]?.text).toContain('Ministeriet har opgivet genforhandlingen');
  });

  test('names the reason that was sent last, not what one side only wrote', async () => {
    const made = await make('active');
    await begin(writer, made);
    await send(writer, made);
    const form = Object.fromEntries(readForm((await editor.get(`${made.path}?skriv=ja`)).body, made.path));
    await editor.post(made.path, { ...form, reason: 'Ministeriets halve tanke.' });
    const before = (await readMails(site)).length;
    await abandon(editor, made);
    const [mail] = (await readMails(site)).slice(before);
    const page = readText((await writer.get(made.path)).body);
    for (const text of [mail?.text ?? '', page])
      expect([text.includes('Rederiet er lukket.'), text.includes('halve tanke')]).toEqual([true, false]);
  });

  test('is seen by no reader: pages, exports and API say what they said before', async () => {
    const made = await make('active');
    const read = async () => {
      await site.deps.database.changes.caughtUp();
      const urls = [`/partnerskaber/${made.slug}`, `/partnerskaber/${made.slug}/kontrakt`];
      const answers = await Promise.all(
        [...urls, `${urls[1]}/1`, `${urls[1]}/2`, `/api/v1/partnerships/${made.slug}`].map((url) =>
          site.app.inject(url),
        ),
      );
      return answers.map(({ statusCode, body }) => [statusCode, body]);
    };
    const before = await read();
    await begin(writer, made, 'Hemmelig grund');
    await abandon(writer, made);
    expect(await read()).toEqual(before);
  });

  test('takes nothing along: what was decided of its text is not taken for the next one', async () => {
    const made = await make('renegotiating');
    const form = Object.fromEntries(readForm((await writer.get(`${made.path}?skriv=ja`)).body, made.path));
    await abandon(colleague, made);
    const late = await writer.post(made.path, { ...form, text: 'Det, jeg skrev.', reason: 'Grunden, jeg skrev.' });
    expect([late.statusCode, readText(late.body)]).toEqual([
      409,
      expect.stringContaining('Genforhandlingen er opgivet. Kontrakten, som begge parter har underskrevet,'),
    ]);
    for (const words of ['Det, jeg skrev.', 'Grunden, jeg skrev.']) expect(late.body).toContain(words);
    await begin(colleague, made);
    expect((await writer.post(made.path, { ...form, text: 'Det, jeg skrev.' })).statusCode).toBe(409);
    for (const action of ['forslag', 'genforhandling/opgivelse'])
      expect(
        (await writer.post(`${made.path}/${action}`, { message: '', abandon: 'ja', seen: form.based_on ?? '' }))
          .statusCode,
      ).toBe(409);
    expect((await versionsOf(made))[1]).toMatchObject({ state: 'draft', content: contractContent() });
  });

  test('can be changed no more, by the database itself', async () => {
    const made = await make('renegotiating');
    await abandon(writer, made);
    const versions = site.deps.db.updateTable('result_contracts').where('partnership_id', '=', made.id);
    const change = versions.set({ reason: 'x' }).where('state', '=', 'abandoned').execute();
    await expect(change).rejects.toThrow(/is abandoned/);
    const removal = site.deps.db
      .deleteFrom('result_contracts')
      .where('partnership_id', '=', made.id)
      .where('state', '=', 'abandoned')
      .execute();
    await expect(removal).rejects.toThrow(/is abandoned/);
  });
});

describe('a renegotiation is not abandoned', () => {
  test('without the mark, and the page asks for it beside the box', async () => {
    const made = await make('renegotiating');
    const { statusCode, body } = await abandon(writer, made, '');
    expect([statusCode, readText(body)]).toEqual([422, expect.stringContaining('Sæt kryds, når I er sikre på')]);
    expect(body).toContain('href="#abandon"');
    expect(await versionsOf(made)).toHaveLength(2);
  });

  test('when somebody has saved another text than was seen', async () => {
    const made = await make('renegotiating');
    const form = Object.fromEntries(readForm((await colleague.get(`${made.path}?skriv=ja`)).body, made.path));
    const seen = await seenOf(made);
    await colleague.post(made.path, { ...form, text: 'Kollegaens rettelse.' });
    const late = await writer.post(`${made.path}/genforhandling/opgivelse`, { abandon: 'ja', seen });
    expect([late.statusCode, readText(late.body)]).toEqual([
      409,
      expect.stringContaining('En anden har ændret teksten imens'),
    ]);
    expect(await versionsOf(made)).toHaveLength(2);
  });

  test('by the side that waits, by consultants, by strangers, nor twice', async () => {
    const made = await make('renegotiating');
    const stranger = await signIn(site, 'partner');
    const tries = async (browsers: SignedIn[]) =>
      Promise.all(browsers.map(async (browser) => (await abandon(browser, made)).statusCode));
    expect(await tries([editor, consultant, stranger])).toEqual([403, 403, 404]);
    await send(writer, made);
    expect(await tries([writer, consultant, stranger])).toEqual([403, 403, 404]);
    expect(await versionsOf(made)).toHaveLength(2);
    expect((await abandon(editor, made)).statusCode).toBe(303);
    expect(await tries([editor, writer])).toEqual([403, 403]);
  });

  test.for<PartnershipStateName>(['drafting', 'with the partnership', 'active', 'closed'])(
    'when the partnership is %s: there is none',
    async (state) => {
      const made = await make(state);
      const before = await versionsOf(made);
      expect((await abandon(writer, made)).statusCode).toBe(403);
      expect(await versionsOf(made)).toEqual(before);
      expect((await writer.get(made.path)).body).not.toContain('Opgiv genforhandlingen');
    },
  );

  test('once both have signed it', async () => {
    const made = await make('renegotiating');
    await send(writer, made);
    await sign(editor, made);
    await sign(writer, made);
    for (const browser of [writer, editor]) expect((await abandon(browser, made)).statusCode).toBe(403);
    expect(await versionsOf(made)).toMatchObject([{ state: 'signed' }, { state: 'signed' }]);
  });

  test.for(['sign', 'abandon'])('and signed too, when both happen at once and %s comes first', async (first) => {
    const made = await make('renegotiating');
    await send(writer, made);
    await sign(editor, made);
    const acting = (browser: SignedIn) => ({ actor: browser.user, requestId: 'test' });
    const signing = () => signContract(site.deps.db, acting(writer), made.id, { seen: 1 });
    const abandoning = () => abandonRenegotiation(site.deps.db, acting(colleague), made.id, { seen: 1 });
    const [winner, loser] = first === 'sign' ? [signing(), abandoning()] : [abandoning(), signing()];
    const outcomes = await Promise.allSettled([winner, loser]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    expect(refused).toEqual([expect.any(Forbidden)]);
    const versions = await versionsOf(made);
    expect(versions.every(({ state }) => state === 'signed')).toBe(true);
    const pages = await Promise.all(
      [1, 2].map((number) => site.app.inject(`/partnerskaber/${made.slug}/kontrakt/${number}`)),
    );
    expect(pages.map(({ statusCode }) => statusCode)).toEqual([200, versions.length === 2 ? 200 : 404]);
  });
});

const actions = ['begin', 'save', 'send', 'sign', 'abandon'] as const;
const step = fc.tuple(fc.constantFrom(...actions), fc.constantFrom('partnership', 'ministry'));

test('whatever the sides do, numbers have no gap, one version is open at most, keys stay, and what was signed stands', async () => {
  let written = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 20 }), async (steps) => {
      const made = await make('active');
      const signed = new Map<number, unknown>();
      for (const [action, side] of steps) {
        written += 1;
        await attempt(made, action, side === 'partnership' ? writer : editor, written);
        const versions = await versionsOf(made);
        expect(versions.map(({ number }) => number)).toEqual(versions.map((_, index) => index + 1));
        expect(versions.slice(0, -1).every(({ state }) => state === 'signed')).toBe(true);
        for (const version of versions.filter(({ state }) => state === 'signed'))
          signed.set(version.number, signed.get(version.number) ?? version);
        expect(versions.slice(0, signed.size)).toEqual([...signed.values()]);
        await expectOneTextForEachKey(made);
      }
    }),
    { numRuns: 12 },
  );
});

async function attempt(made: Made, action: (typeof actions)[number], browser: SignedIn, written: number) {
  const { db } = site.deps;
  const acting = { actor: browser.user, requestId: 'test' };
  const newest = (await versionsOf(made)).at(-1) as Contract;
  const { content, effectiveFrom, version: seen, number } = newest;
  const [goal, ...rest] = content.goals as [ResultGoal];
  const goals = [goal, ...rest.slice(0, -1), { ...goal, key: 0, text: `Mål nummer ${written}` }];
  const reason = `Grund ${written}.`;
  const acts = {
    begin: () => renegotiate(db, acting, made.id, { reason, effectiveFrom: addDays(START, number * 10) }),
    save: () =>
      saveContract(db, acting, made.id, { content: { ...content, goals }, effectiveFrom, reason, basedOn: seen }),
    send: () => proposeContract(db, acting, made.id, { message: '', seen }),
    sign: () => signContract(db, acting, made.id, { seen }),
    abandon: () => abandonRenegotiation(db, acting, made.id, { seen }),
  };
  try {
    await acts[action]();
  } catch (error) {
    if (!(error instanceof Forbidden) && !(error instanceof Refused)) throw error;
  }
}

async function expectOneTextForEachKey({ id }: Made): Promise<void> {
  const versions = site.deps.db.selectFrom('result_contracts').where('partnership_id', '=', id);
  const proposals = site.deps.db.selectFrom('contract_proposals').where('contract_id', 'in', versions.select('id'));
  const contents = [...(await versions.select('content').execute()), ...(await proposals.select('content').execute())];
  const goals = contents.flatMap(({ content }) => content.goals.map(({ key, text }) => `${key} ${text}`));
  const keys = [...new Set(goals)].map((goal) => goal.split(' ')[0]);
  expect(keys).toEqual([...new Set(keys)]);
}
