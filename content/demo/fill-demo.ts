import type { Kysely } from 'kysely';
import { audit } from '../audit.ts';
import type { Db, Schema } from '../db/schema.ts';
import { starterSlugs } from '../entries/starter-content.ts';
import type { Taxonomy } from '../taxonomy.ts';
import { fillPartnership } from './fill-partnership.ts';
import { fodfaeste } from './fodfaeste.ts';
import { havnen } from './havnen.ts';
import { unge } from './unge.ts';

const partnerships = [havnen, fodfaeste, unge];

/**
 * Fills the site with three invented partnerships through two years, each marked as such. Refused where anything real
 * stands: another partnership, or an entry that did not come with the site. Returns how many there are.
 */
export async function fillDemo(db: Kysely<Schema>, taxonomy: Taxonomy): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await refuseRealContent(tx);
    const { id: programme } = await tx
      .selectFrom('programmes')
      .select('id')
      .orderBy('start_date')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    for (const partnership of partnerships) await fillPartnership(tx, programme, partnership, taxonomy);
    await audit(
      tx,
      { actor: null, requestId: '' },
      {
        ...{ action: 'demo.fill', objectType: 'partnership', objectId: 'demo' },
        after: { created: partnerships.length },
      },
    );
    return partnerships.length;
  });
}

async function refuseRealContent(tx: Db): Promise<void> {
  const known = await starterSlugs();
  const entry = await tx
    .selectFrom('entries')
    .select('slug')
    .where('slug', 'not in', known)
    .limit(1)
    .executeTakeFirst();
  const partnership = await tx.selectFrom('partnerships').select('slug').limit(1).executeTakeFirst();
  const real = entry?.slug ?? partnership?.slug;
  if (real !== undefined)
    throw new Error(`This database holds content of its own (${real}); a demonstration would stand between it.`);
}
