import type { Kysely } from 'kysely';
import { type Acting, audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { can } from '../permissions.ts';
import { Refused } from '../refusal.ts';
import { lockEntry } from './entry-subject.ts';

export interface Author {
  id: number;
  name: string;
  organisation: string;
}

export async function listAuthors(db: Db, entryId: number): Promise<Author[]> {
  return db
    .selectFrom('entry_authors')
    .innerJoin('users', 'users.id', 'entry_authors.user_id')
    .select(['users.id', 'users.name', 'users.organisation'])
    .where('entry_id', '=', entryId)
    .orderBy('users.id')
    .execute();
}

/** Lets somebody else write along. Whoever asks learns of an address only that it can or cannot write. */
export async function addAuthor(db: Kysely<Schema>, acting: Acting, entryId: number, email: string): Promise<Author> {
  return db.transaction().execute(async (tx) => {
    await lockEntry(tx, entryId, acting.actor, 'entry.edit');
    const author = await findWriter(tx, email);
    if (!author) throw refuse('Der er ingen bruger, der kan skrive, med den adresse.');
    const added = await tx
      .insertInto('entry_authors')
      .values({ entry_id: entryId, user_id: author.id })
      .onConflict((conflict) => conflict.doNothing())
      .returning('user_id')
      .executeTakeFirst();
    if (!added) throw refuse(`${author.name} er allerede forfatter.`);
    await audit(tx, acting, {
      action: 'entry.add_author',
      objectType: 'entry',
      objectId: entryId,
      after: { author: author.id },
    });
    return author;
  });
}

const refuse = (message: string) => new Refused([{ field: 'email', message }]);

async function findWriter(tx: Db, email: string): Promise<Author | undefined> {
  const user = await tx
    .selectFrom('users')
    .select(['id', 'name', 'organisation', 'role'])
    .where('email', '=', email.trim().toLowerCase())
    .where('suspended_at', 'is', null)
    .executeTakeFirst();
  if (!user || !can(user, 'entry.create', 'site')) return undefined;
  const { id, name, organisation } = user;
  return { id, name, organisation };
}
