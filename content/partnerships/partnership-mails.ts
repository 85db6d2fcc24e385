import type { Acting } from '../audit.ts';
import type { Db, Role } from '../db/schema.ts';
import { enqueueMail, type MailTemplates } from '../mail-queue.ts';
import type { Assessment } from './assessments.ts';

type WritersTemplate = 'assessment_hearing' | 'assessment_sealed' | 'report_returned' | 'report_approved';
type MinistryTemplate = 'report_submitted' | 'assessment_answered';
type ContractTemplate = 'contract_turn' | 'contract_abandoned';
type Particulars<T extends keyof MailTemplates> = Omit<MailTemplates[T], 'partnershipId' | 'partnership'>;

/** Who at the ministry acts on what a mail tells of. */
const addressees: Record<MinistryTemplate, Role[]> = {
  report_submitted: ['consultant', 'editor'],
  assessment_answered: ['editor', 'admin'],
};

/** Tells everybody who writes for the partnership. `occasion` happens once, so that its mail is sent once. */
export async function mailWriters<T extends WritersTemplate>(
  tx: Db,
  partnershipId: number,
  occasion: string,
  template: T,
  data: Particulars<T>,
): Promise<void> {
  const users = await listUsers(tx, partnershipId);
  const writers = users.filter(({ writesFor }) => writesFor !== null);
  await mailAll(tx, writers, partnershipId, occasion, template, data);
}

/**
 * Tells those at the ministry who act on it, except the one who did it. Who writes for the partnership never acts for
 * the ministry. `occasion` happens once, so that its mail is sent once.
 */
export async function mailMinistry<T extends MinistryTemplate>(
  tx: Db,
  { actor }: Acting,
  partnershipId: number,
  occasion: string,
  template: T,
  data: Particulars<T>,
): Promise<void> {
  const users = await listUsers(tx, partnershipId);
  const told = users.filter(
    ({ id, role, writesFor }) => id !== actor?.id && writesFor === null && addressees[template].includes(role),
  );
  await mailAll(tx, told, partnershipId, occasion, template, data);
}

/** Tells those who may seal the assessment that the partnership has answered it. */
export async function mailAnswer(
  tx: Db,
  acting: Acting,
  { id, partnershipId, year, version }: Pick<Assessment, 'id' | 'partnershipId' | 'year' | 'version'>,
): Promise<void> {
  const occasion = `assessment_answered:${id}:${version}`;
  await mailMinistry(tx, acting, partnershipId, occasion, 'assessment_answered', { year });
}

/** Everybody who may sign in, and whether they write for the partnership. */
export async function listUsers(tx: Db, partnershipId: number) {
  return tx
    .selectFrom('users')
    .leftJoin('partnership_users', (join) =>
      join.onRef('user_id', '=', 'users.id').on('partnership_id', '=', partnershipId),
    )
    .select(['users.id', 'users.email', 'users.role', 'partnership_id as writesFor'])
    .where('suspended_at', 'is', null)
    .orderBy('users.id')
    .execute();
}

/** Tells these of the partnership, by its name. `occasion` happens once, so that its mail is sent once. */
export async function mailAll<T extends WritersTemplate | MinistryTemplate | ContractTemplate>(
  tx: Db,
  users: { id: number; email: string }[],
  partnershipId: number,
  occasion: string,
  template: T,
  data: Particulars<T>,
): Promise<void> {
  const { name } = await tx
    .selectFrom('partnerships')
    .select('name')
    .where('id', '=', partnershipId)
    .executeTakeFirstOrThrow();
  for (const { id, email } of users)
    await enqueueMail(tx, {
      key: `${occasion}:${id}`,
      recipient: email,
      template,
      data: { ...data, partnershipId, partnership: name } as unknown as MailTemplates[T],
    });
}
