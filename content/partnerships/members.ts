import type { Db, MemberType } from '../db/schema.ts';
import type { Issue } from '../entries/entry.ts';

/** One of those who make up a partnership. */
export interface Member {
  name: string;
  type: MemberType;
  /** The code of a municipality; null for all other types. */
  municipality: string | null;
  /** What it does in the partnership. */
  task: string;
}

/** What each type is called, one of them and several. */
export const memberTypeLabels: Record<MemberType, [one: string, several: string]> = {
  municipality: ['Kommune', 'Kommuner'],
  company: ['Virksomhed', 'Virksomheder'],
  school: ['Uddannelsesinstitution', 'Uddannelsesinstitutioner'],
  association: ['Forening', 'Foreninger'],
  other: ['Anden', 'Andre'],
};

/** A member as it was typed: at which place in the form, so that a refusal can name it. */
export interface TypedMember extends Member {
  row: number;
}

/** The members of one partnership, in their order. */
export async function listMembers(db: Db, partnershipId: number): Promise<Member[]> {
  return db
    .selectFrom('partnership_members')
    .select(['name', 'type', 'municipality_code as municipality', 'task'])
    .where('partnership_id', '=', partnershipId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** Makes these the members of the partnership, and no others. */
export async function replaceMembers(tx: Db, partnershipId: number, members: Member[]): Promise<void> {
  await tx.deleteFrom('partnership_members').where('partnership_id', '=', partnershipId).execute();
  if (!members.length) return;
  await tx
    .insertInto('partnership_members')
    .values(
      members.map(({ name, type, municipality, task }, index) => ({
        ...{ partnership_id: partnershipId, name, type, task },
        municipality_code: municipality,
        position: index + 1,
      })),
    )
    .execute();
}

/** A partnership names each member once, in one role. */
export function findMembersTwice(members: TypedMember[]): Issue[] {
  const seen = new Map<string, TypedMember>();
  return members.flatMap((member) => {
    const name = member.name.toLocaleLowerCase('da');
    const earlier = seen.get(name);
    if (!earlier) {
      seen.set(name, member);
      return [];
    }
    const roles = earlier.type === member.type ? 'to gange' : 'i to roller';
    const message = `»${member.name}« står her ${roles}: også som medlem ${earlier.row}. Slet den ene.`;
    return [{ field: `member_name_${member.row}`, message }];
  });
}
