import type { Db } from '../db/schema.ts';
import { enqueueMail, type MailTemplates } from '../mail-queue.ts';

type PartnershipTemplate = 'assessment_hearing' | 'assessment_sealed' | 'report_returned' | 'report_approved';

/** Tells everybody who writes for the partnership. `occasion` happens once, so that its mail is sent once. */
export async function mailWriters<T extends PartnershipTemplate>(
  tx: Db,
  partnershipId: number,
  occasion: string,
  template: T,
  data: Omit<MailTemplates[T], 'partnershipId' | 'partnership'>,
): Promise<void> {
  const { name } = await tx
    .selectFrom('partnerships')
    .select('name')
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  const writers = await tx
    .selectFrom('partnership_users')
    .innerJoin('users', 'users.id', 'partnership_users.user_id')
    .select(['users.id', 'users.email'])
    .where('partnership_id', '=', partnershipId)
    .where('suspended_at', 'is', null)
    .execute();
  for (const { id, email } of writers)
    await enqueueMail(tx, {
      key: `${occasion}:${id}`,
      recipient: email,
      template,
      data: { ...data, partnershipId, partnership: name } as MailTemplates[T],
    });
}
