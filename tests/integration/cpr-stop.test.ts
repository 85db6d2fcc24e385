import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAttachments } from '#content/attachments/add-attachments.ts';
import { createEntry } from '#content/entries/create-entry.ts';
import type { DraftFields } from '#content/entries/draft.ts';
import { textFields } from '#content/entries/fields.ts';
import { publishEntry } from '#content/entries/publish-entry.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import { submitEntry } from '#content/entries/submit-entry.ts';
import { maskCpr } from '#content/personal-data/cpr.ts';
import { Refused } from '#content/refusal.ts';
import type { User } from '#content/users/user.ts';
import { startTestSite, type TestSite } from '../support/app.ts';
import { pdfFile, wordFile } from '../support/attachments.ts';
import { finishedDraft } from '../support/entry-states.ts';
import { cprNumbers, ordinaryParagraphs, writtenCpr } from '../support/personal-data.ts';
import { createUser } from '../support/session.ts';

const IN_TEXTS = 300;
const FILES = 10;
const IN_EACH_FILE = 10;
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number) => fc.sample(arbitrary, { seed: 2007, numRuns });

let site: TestSite;
let author: User;
let consultant: User;
let editor: User;
beforeAll(async () => {
  site = await startTestSite();
  author = await createUser(site, 'partner');
  consultant = await createUser(site, 'consultant');
  editor = await createUser(site, 'editor');
});
afterAll(() => site.close());

const acting = (actor: User) => ({ actor, requestId: 'test' });
const order = { kind: 'major', changeNote: '', dueAt: null, overrideReason: '' } as const;

async function write(fields: Partial<DraftFields>, writer = author): Promise<number> {
  const id = await createEntry(site.deps.db, acting(writer));
  await saveDraft(site.deps.db, acting(writer), id, { fields: finishedDraft(fields), basedOn: 0 });
  return id;
}

/** What the submission is refused for; nothing when it goes through. */
async function submit(id: number): Promise<string> {
  const taxonomy = await site.deps.getTaxonomy();
  const refusal = await submitEntry(site.deps.db, acting(author), id, taxonomy).catch((error) => error);
  if (refusal && !(refusal instanceof Refused)) throw refusal;
  return refusal ? refusal.message : '';
}

describe('a CPR number stops a submission', () => {
  test(`in each of ${IN_TEXTS} texts, whichever field it stands in and however it is written`, async () => {
    const fields = ['title', 'one_liner', ...textFields, 'contact_name', 'organisation_name'] as const;
    const planted = sample(fc.tuple(writtenCpr, ordinaryParagraphs, fc.constantFrom(...fields)), IN_TEXTS);
    const through: unknown[] = [];
    for (const [{ number, written }, before, field] of planted) {
      const isLine = !(textFields as readonly string[]).includes(field);
      const text = isLine ? written.replaceAll(/\s+/g, ' ') : `${before} ${written}`;
      const id = await write({
        [field]: text,
        organisation_type: 'kommune',
        organisation_name: 'Kommune',
        [field]: text,
      });
      if (!(await submit(id)).includes(maskCpr(number))) through.push([field, text]);
    }
    expect(through).toEqual([]);
  });

  test.for([
    ['PDF', 'pdf', (lines: string[]) => pdfFile(lines.map((line) => [line]))],
    ['DOCX', 'docx', async (lines: string[]) => wordFile(...lines.map((line) => [line.slice(0, 4), line.slice(4)]))],
  ] as const)(`each of ${FILES * IN_EACH_FILE} in %s files`, async ([, extension, make]) => {
    const numbers = sample(cprNumbers, FILES * IN_EACH_FILE);
    for (let file = 0; file < FILES; file += 1) {
      const own = numbers.slice(file * IN_EACH_FILE, (file + 1) * IN_EACH_FILE);
      const lines = own.flatMap((number) => ['Deltager i forløbet:', `${number.slice(0, 6)}-${number.slice(6)}`]);
      const files = [{ filename: `liste.${extension}`, bytes: Buffer.from(await make(lines)) }];
      const id = await write({});
      await addAttachments(site.deps.db, acting(author), id, { files, alt: '' }, await site.deps.getTaxonomy());
      const refusal = await submit(id);
      expect(own.filter((number) => !refusal.includes(maskCpr(number)))).toEqual([]);
    }
  });
});

describe('publishing what looks like a CPR number', () => {
  const text = { method: 'Sagen hedder 010203-1234.' };

  test('is refused to its consultant, with a reason too', async () => {
    const id = await write(text, consultant);
    const taxonomy = await site.deps.getTaxonomy();
    for (const overrideReason of ['', 'Det er et sagsnummer.'])
      await expect(
        publishEntry(site.deps.db, acting(consultant), id, { ...order, overrideReason }, taxonomy),
      ).rejects.toThrow(Refused);
  });

  test('takes an editor who writes why, and the audit log keeps the reason', async () => {
    const id = await write(text, editor);
    const { db } = site.deps;
    const taxonomy = await site.deps.getTaxonomy();
    await expect(publishEntry(db, acting(editor), id, order, taxonomy)).rejects.toThrow(Refused);
    const overrideReason = 'Det er et sagsnummer.';
    await publishEntry(db, acting(editor), id, { ...order, overrideReason }, taxonomy);
    const rows = await db
      .selectFrom('audit_log')
      .select('reason')
      .where('action', '=', 'entry.publish')
      .where('object_id', '=', String(id))
      .execute();
    expect(rows).toEqual([{ reason: overrideReason }]);
  });
});
