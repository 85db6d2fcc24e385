import type { AssessmentState } from '#content/db/schema.ts';
import type { Contract } from '#content/partnerships/contracts.ts';
import type { Lesson } from '#content/partnerships/lesson.ts';
import type { PartnershipStanding } from '#content/partnerships/partnership-subject.ts';
import type { Actor } from '#content/permissions/actor.ts';
import { can } from '#content/permissions.ts';
import { paths } from '../../paths.ts';
import { formatDay } from '../format.ts';
import type { Link } from '../page.ts';
import type { Workbench, WorkMatter } from './workbench.ts';

const assessmentStates: Record<AssessmentState, string> = {
  draft: 'Under bedømmelse',
  hearing: 'I høring',
  sealed: 'Forseglet',
};

export function presentContracts(
  actor: Actor,
  standing: PartnershipStanding,
  contracts: Contract[],
): Workbench['contract'] {
  const newest = contracts.at(-1);
  const { id } = standing;
  if (!newest) return { text: 'Der er ingen kontrakt endnu.' };
  const version = `Version ${newest.number}`;
  const text =
    newest.state === 'signed'
      ? `${version} er underskrevet og gælder fra ${formatDay(newest.effectiveFrom)}.`
      : `${version} er ${newest.state === 'draft' ? 'en kladde' : 'til forhandling'} og ligger hos ${newest.turn === 'ministry' ? 'ministeriet' : 'partnerskabet'}.`;
  return {
    text,
    link: {
      label: can(actor, 'contract.renegotiate', standing) ? 'Læs eller genforhandl kontrakten' : 'Åbn kontrakten',
      href: paths.contractDraft(id),
    },
  };
}

/** The years that are being judged or have been, and for those who judge also the ones that can be. */
export function presentAssessments(
  actor: Actor,
  { standing, assessments, periods, today }: WorkMatter,
): Workbench['assessments'] {
  const mayWrite = can(actor, 'assessment.write', { ...standing, assessment: 'none' });
  const known = new Map(assessments.map(({ year, state }) => [year, state]));
  const over = periods.map(({ end }) => Number(end.slice(0, 4))).filter((year) => String(year) < today.slice(0, 4));
  const years = new Set([...known.keys(), ...(mayWrite ? over : [])]);
  return [...years]
    .toSorted((a, b) => b - a)
    .map((year) => {
      const state = known.get(year);
      const label = `Bedømmelse ${year}`;
      return {
        label,
        href: paths.assessmentDraft(standing.id, year),
        state: state ? assessmentStates[state] : 'Ikke begyndt',
      };
    });
}

export function presentLesson({ id, slug, state }: Lesson): Link {
  return state === 'published'
    ? { label: 'Erfaring om det, der ikke virkede', href: paths.entry(slug) }
    : { label: 'Erfaring om det, der ikke virkede (ikke udgivet endnu)', href: paths.ownEntry(id) };
}

export function presentLinks(actor: Actor, standing: PartnershipStanding): Link[] {
  const { id } = standing;
  const manages = can(actor, 'partnership.manage', standing);
  return [
    { label: 'Aktiviteter og formidling', href: paths.partnershipEvents(id) },
    ...(can(actor, 'partnership.edit', standing)
      ? [{ label: 'Oplysninger og medlemmer', href: paths.partnershipFacts(id) }]
      : []),
    ...(manages
      ? [
          { label: 'Hvem der skriver', href: paths.partnershipWriters(id) },
          { label: 'Tilskud', href: paths.partnershipGrants(id) },
        ]
      : []),
    ...(can(actor, 'partnership.close', standing)
      ? [{ label: 'Afslut partnerskabet', href: paths.partnershipClosing(id) }]
      : []),
  ];
}
