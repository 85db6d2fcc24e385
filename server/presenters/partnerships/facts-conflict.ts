import { memberTypeLabels } from '#content/partnerships/members.ts';
import type { Partnership } from '#content/partnerships/queries.ts';
import type { Programme } from '#content/programmes/programme.ts';
import type { TypedPartnership } from '../../forms/partnership.ts';
import type { TypedMemberRow } from '../../forms/partnership-members.ts';
import { paths } from '../../paths.ts';
import { compareField } from '../compare-field.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { formatTime } from '../format.ts';

const labels = {
  name: 'Navn',
  summary: 'Kort om partnerskabet',
  programme: 'Ordning',
  start_date: 'Første dag',
  end_date: 'Sidste dag',
  contact_name: 'Kontakt: navn',
  contact_phone: 'Kontakt: telefon',
  contact_email: 'Kontakt: e-mail',
  contact_organisation: 'Kontakt: organisation',
} as const;

/** Both versions, field by field where they differ; `mine` over `theirs` is what a save would do. */
export function presentFactsConflict(
  { id, name, updatedAt }: Partnership,
  mine: TypedPartnership,
  theirs: TypedPartnership,
  programmes: Programme[],
): ConflictPage {
  const fields = Object.keys(labels) as (keyof typeof labels)[];
  const said = (typed: TypedPartnership, field: keyof typeof labels) =>
    field === 'programme'
      ? (programmes.find((programme) => String(programme.id) === typed.programme)?.name ?? '')
      : typed[field];
  // Whoever does not decide on the frame has not sent it.
  const sent = fields.filter((field) => mine.programme || !['programme', 'start_date', 'end_date'].includes(field));
  return {
    page: {
      title: 'Teksten er gemt et andet sted imens',
      noindex: true,
      breadcrumbs: [
        { label: 'Forside', href: paths.front() },
        { label: name, href: paths.ownPartnership(id) },
        { label: 'To udgaver' },
      ],
    },
    other: `En anden gemte ${formatTime(updatedAt)}`,
    differences: [
      ...sent.flatMap((field) => compareField(labels[field], said(theirs, field), said(mine, field))),
      ...compareField('Medlemmer', describeMembers(theirs), describeMembers(mine)),
    ],
    saveHref: paths.partnershipFacts(id),
    keepHref: paths.partnershipFacts(id),
    entries: [
      ...sent.map((field): [string, string] => [field, mine[field]]),
      ...mine.members.flatMap(memberEntries),
      ['based_on', String(theirs.based_on)],
    ],
  };
}

function describeMembers({ members }: TypedPartnership): string {
  return members
    .filter(({ name }) => name.trim())
    .map(({ name, type, municipality, task }) => {
      const label = Object.entries(memberTypeLabels).find(([value]) => value === type)?.[1][0] ?? '';
      return [name, label, municipality, task].filter(Boolean).join(', ');
    })
    .join('\n');
}

function memberEntries({ name, type, municipality, task }: TypedMemberRow, index: number): [string, string][] {
  const row = index + 1;
  return [
    [`member_name_${row}`, name],
    [`member_type_${row}`, type],
    [`member_municipality_${row}`, municipality],
    [`member_task_${row}`, task],
  ];
}
