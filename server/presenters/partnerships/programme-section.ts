import { type Html, renderMarkdown } from '#content/markdown.ts';
import type { ListedPartnership } from '#content/partnerships/queries.ts';
import type { Programme } from '#content/programmes/programme.ts';
import type { Municipality, Taxonomy } from '#content/taxonomy.ts';
import { paths } from '../../paths.ts';
import type { Fact } from '../entry-page.ts';
import { formatCount, formatYears } from '../format.ts';
import { type AppropriationTable, presentAppropriation } from '../programmes/appropriation.ts';
import { publicStateLabel } from './state-label.ts';

export interface ProgrammeSection {
  id: string;
  name: string;
  /** Left out where readers look for the partnerships of a municipality. */
  about?: { html: Html; facts: Fact[]; tables: AppropriationTable[] };
  /** The programme alone, with what it is about. */
  href: string;
  /** `3 partnerskaber · 12 af 24 mål nået` */
  count: string;
  partnerships: PartnershipItem[];
  /** All goals and figures of the programme; absent while there are invented partnerships alone, which they leave out. */
  files?: { csv: string; xlsx: string };
  /** Said instead of an empty list: that there are none in a municipality, or none at all yet. */
  empty: { municipality?: string };
}

interface PartnershipItem {
  name: string;
  href: string;
  /** Municipalities and period. */
  meta: string[];
  state: string;
  demonstration: boolean;
  goals: string;
}

const danish = new Intl.Collator('da');

/** A programme with its partnerships; those of one municipality alone, where readers look for them. */
export function presentProgramme(
  programme: Programme,
  partnerships: ListedPartnership[],
  municipality: Municipality | undefined,
  { taxonomy, today }: { taxonomy: Taxonomy; today: string },
): ProgrammeSection {
  const { slug, name } = programme;
  const real = partnerships.filter(({ demonstration }) => !demonstration);
  return {
    ...{ id: slug, name, href: paths.partnerships(`?ordning=${slug}`) },
    ...(municipality ? {} : { about: presentAbout(programme) }),
    // What is invented is counted only where nothing else is.
    count: presentCount(real.length ? real : partnerships, municipality),
    partnerships: partnerships
      .toSorted((a, b) => Number(a.demonstration) - Number(b.demonstration) || danish.compare(a.name, b.name))
      .map((partnership) => presentItem(partnership, taxonomy, today)),
    ...(real.length
      ? { files: { csv: paths.goalsCsv(`?ordning=${slug}`), xlsx: paths.goalsXlsx(`?ordning=${slug}`) } }
      : {}),
    empty: municipality ? { municipality: municipality.officialName } : {},
  };
}

function presentAbout({ slug, text, startDate, endDate, source, rules, appropriations }: Programme) {
  const facts = [
    { label: 'Periode', text: formatYears(startDate, endDate) },
    { label: 'Finansiering', text: source },
    { label: 'Særlige regler', text: rules },
  ];
  return {
    html: renderMarkdown(text),
    facts: facts.filter(({ text }) => text).map(({ label, text }) => ({ label, values: [{ text }] })),
    tables: appropriations.map((one, index) => presentAppropriation(one, `${slug}-bevilling-${index + 1}`)),
  };
}

function presentCount(partnerships: ListedPartnership[], municipality: Municipality | undefined): string {
  const count = formatCount(partnerships.length, 'partnerskab', 'partnerskaber');
  const judged = partnerships.flatMap((partnership) => partnership.judged ?? []);
  const sum = (name: 'goals' | 'reached') => judged.reduce((total, one) => total + one[name], 0);
  const goals = judged.length ? ` · ${sum('reached')} af ${sum('goals')} bedømte mål nået` : '';
  return `${count}${municipality ? ` i ${municipality.name}` : ''}${goals}`;
}

function presentItem(partnership: ListedPartnership, taxonomy: Taxonomy, today: string): PartnershipItem {
  const { slug, name, municipalities, startDate, endDate, state, demonstration, judged } = partnership;
  const names = municipalities.flatMap((code) => taxonomy.municipality(code)?.name ?? []);
  return {
    ...{ name, demonstration, href: paths.partnership(slug), state: publicStateLabel(state, endDate, today) },
    meta: [names.join(', '), formatYears(startDate, endDate)].filter(Boolean),
    goals: judged ? `${judged.reached} af ${judged.goals} mål nået i ${judged.year}` : 'Endnu ikke bedømt',
  };
}
