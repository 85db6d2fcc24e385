import { randomBytes } from 'node:crypto';
import { createEntry } from '#content/entries/create-entry.ts';
import { type DraftFields, emptyDraft } from '#content/entries/draft.ts';
import { publishEntry } from '#content/entries/publish-entry.ts';
import { returnEntry } from '#content/entries/review-entry.ts';
import { saveDraft } from '#content/entries/save-draft.ts';
import { submitEntry } from '#content/entries/submit-entry.ts';
import { withdrawEntry } from '#content/entries/withdraw-entry.ts';
import type { User } from '#content/users/user.ts';
import type { Deps } from '#server/deps.ts';
import type { State } from './permission-table.ts';

export interface MadeEntry {
  id: number;
  slug: string;
}

interface People {
  author: Pick<User, 'id' | 'role'>;
  editor: Pick<User, 'id' | 'role'>;
}

const IN_A_YEAR = 365 * 24 * 60 * 60 * 1000;

/** What a draft needs to be submitted; `changes` overrule it. */
export function finishedDraft(changes: Partial<DraftFields> = {}): DraftFields {
  return {
    ...emptyDraft,
    title: `Erfaring ${randomBytes(4).toString('hex')}`,
    one_liner: 'En kort sætning om, hvad andre kan lære.',
    summary: 'En sammenfatning, der siger, hvad der blev gjort.',
    areas: ['beskaeftigelse'],
    ...changes,
  };
}

/** Takes a new entry to the state in which it is wanted, through the same use cases as the site. */
export async function makeEntry(
  { db, getTaxonomy }: Deps,
  state: State,
  { author, editor }: People,
  changes: Partial<DraftFields> = {},
): Promise<MadeEntry> {
  const [writing, editing] = [author, editor].map((actor) => ({ actor, requestId: 'test' })) as [Acting, Acting];
  const taxonomy = await getTaxonomy();
  const order = { kind: 'minor', changeNote: '', dueAt: null, overrideReason: '' } as const;
  const id = await createEntry(db, writing);
  const save = (basedOn: number) => saveDraft(db, writing, id, { fields: finishedDraft(changes), basedOn });
  const submit = () => submitEntry(db, writing, id, taxonomy);
  const publish = (dueAt: Date | null = null) => publishEntry(db, editing, id, { ...order, dueAt }, taxonomy);
  const version = await save(0);
  const steps: Record<State, () => Promise<unknown>> = {
    draft: async () => {},
    submitted: submit,
    returned: () => submit().then(() => returnEntry(db, editing, id, 'Skriv mere.')),
    scheduled: () => submit().then(() => publish(new Date(Date.now() + IN_A_YEAR))),
    published: () => publish(),
    'published with a draft': () => publish().then(() => save(version + 1)),
    'published with a submission': () =>
      publish()
        .then(() => save(version + 1))
        .then(submit),
    withdrawn: () => publish().then(() => withdrawEntry(db, editing, id, 'Den holder ikke længere.')),
  };
  await steps[state]();
  const { slug } = await db.selectFrom('entries').select('slug').where('id', '=', id).executeTakeFirstOrThrow();
  return { id, slug };
}

type Acting = Parameters<typeof createEntry>[1];
