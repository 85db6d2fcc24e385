import type { MemberType } from '#content/db/schema.ts';
import type { Issue } from '#content/entries/entry.ts';
import { findMembersTwice, type Member, memberTypeLabels, type TypedMember } from '#content/partnerships/members.ts';
import type { Taxonomy } from '#content/taxonomy.ts';
import { words } from './read-form.ts';

export const MOST_MEMBERS = 30;
const LONGEST_NAME = 200;
const LONGEST_TASK = 500;

/** A member as it stands in the form. The municipality is a name or a code, as it was typed. */
export interface TypedMemberRow {
  name: string;
  type: string;
  municipality: string;
  task: string;
}

const emptyRow: TypedMemberRow = { name: '', type: '', municipality: '', task: '' };

/** The rows of the form in their order, the empty ones in between too. */
export function readTypedMembers(body: unknown): TypedMemberRow[] {
  const fields = (body && typeof body === 'object' ? body : {}) as Record<string, unknown>;
  const text = (name: string, row: number) => {
    const value = fields[`member_${name}_${row}`];
    return typeof value === 'string' ? value : '';
  };
  const rows = Array.from({ length: MOST_MEMBERS }, (_, index) => index + 1);
  return rows
    .filter((row) => `member_name_${row}` in fields)
    .map((row) => ({
      name: text('name', row),
      type: text('type', row),
      municipality: text('municipality', row),
      task: text('task', row),
    }));
}

export function typeMembers(members: Member[], taxonomy: Taxonomy): TypedMemberRow[] {
  return members.map(({ name, type, municipality, task }) => ({
    ...{ name, type, task },
    municipality: (municipality && taxonomy.municipality(municipality)?.name) ?? '',
  }));
}

/** The rows to show: those that say something, and some empty ones to write in. */
export function withEmptyRows(rows: TypedMemberRow[], empty: number): TypedMemberRow[] {
  const full = rows.filter((row) => !isEmpty(row));
  return [...full, ...Array.from({ length: empty }, () => emptyRow)].slice(0, Math.max(MOST_MEMBERS, full.length));
}

/** What is said of the members, each with its row; rows without a word say nothing. */
export function readMembers(rows: TypedMemberRow[], taxonomy: Taxonomy): { members: TypedMember[]; issues: Issue[] } {
  const read = rows.flatMap((row, index) => (isEmpty(row) ? [] : [readMember(row, index + 1, taxonomy)]));
  const members = read.map(({ member }) => member);
  const issues = read.flatMap((one) => one.issues);
  return { members, issues: [...issues, ...findMembersTwice(members.filter(({ name }) => name))] };
}

/** A row is filled in when it has a word: a type alone is what a browser chose. */
function isEmpty({ name, municipality, task }: TypedMemberRow): boolean {
  return ![name, municipality, task].some((text) => text.trim());
}

function readMember(typed: TypedMemberRow, row: number, taxonomy: Taxonomy): { member: TypedMember; issues: Issue[] } {
  const name = words(LONGEST_NAME).safeParse(typed.name);
  const task = words(LONGEST_TASK).safeParse(typed.task);
  const type = Object.hasOwn(memberTypeLabels, typed.type) ? (typed.type as MemberType) : undefined;
  const place = findPlace(typed, type, taxonomy);
  const at = (field: string, message: string | undefined) =>
    message ? [{ field: `member_${field}_${row}`, message }] : [];
  return {
    member: {
      ...{ row, type: type ?? 'other', municipality: place.code ?? null },
      name: (name.data ?? '').replace(/\s+/g, ' '),
      task: (task.data ?? '').replace(/\s+/g, ' '),
    },
    issues: [
      ...at('name', name.error?.issues[0]?.message ?? (name.data ? undefined : `Medlem ${row} mangler et navn.`)),
      ...at('type', type ? undefined : `Vælg, hvad medlem ${row} er.`),
      ...at('municipality', place.message),
      ...at('task', task.error?.issues[0]?.message),
    ],
  };
}

/** The municipality that a member is: as it was typed, else as its name says. */
function findPlace(
  { name, municipality }: TypedMemberRow,
  type: MemberType | undefined,
  taxonomy: Taxonomy,
): { code?: string; message?: string } {
  const typed = municipality.trim();
  if (type !== 'municipality')
    return typed && type ? { message: 'Kun medlemmer, der er kommuner, har en kommune. Slet den her.' } : {};
  const [found, ...others] = taxonomy.findMunicipalities(typed || name);
  if (found && !others.length) return { code: found.code };
  if (others.length) return { message: `»${typed || name}« er blevet til flere kommuner. Skriv den ene.` };
  return { message: typed ? `»${typed.slice(0, 60)}« er ikke en kommune.` : 'Skriv, hvilken kommune det er.' };
}
