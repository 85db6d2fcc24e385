import { randomBytes } from 'node:crypto';
import type { Db } from './db/schema.ts';

const BYTES = 32;

/** The site's own key of this name, made when it is asked for first and the same to all its processes. */
export async function getSecret(db: Db, name: string): Promise<Buffer> {
  const value = (await readSecret(db, name)) ?? (await makeSecret(db, name));
  return Buffer.from(value, 'base64url');
}

async function makeSecret(db: Db, name: string): Promise<string> {
  await db
    .insertInto('secrets')
    .values({ name, value: randomBytes(BYTES).toString('base64url') })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const value = await readSecret(db, name);
  if (value === undefined) throw new Error(`The secret ${name} was not kept`);
  return value;
}

async function readSecret(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('secrets').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}
