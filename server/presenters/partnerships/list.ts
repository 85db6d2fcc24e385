import type { ListedPartnership } from '#content/partnerships/queries.ts';
import type { Programme } from '#content/programmes/programme.ts';
import type { Municipality, Taxonomy } from '#content/taxonomy.ts';
import { paths } from '../../paths.ts';
import type { Page } from '../page.ts';
import { type ProgrammeSection, presentProgramme } from './programme-section.ts';

/** What readers narrow the list down to, by slugs. */
export interface PartnershipFilter {
  kommune?: string | undefined;
  ordning?: string | undefined;
}

export interface PartnershipListPage {
  page: Page;
  programmes: ProgrammeSection[];
  /** Absent while there is nothing to narrow down. */
  filter?: {
    kommune: string;
    ordning: string;
    municipalities: Choice[];
    programmes: Choice[];
    /** Without any; absent while there is none. */
    clearHref?: string;
  };
  /** What of the address makes no sense. */
  notice: string;
}

interface Choice {
  value: string;
  label: string;
}

interface Content {
  programmes: Programme[];
  partnerships: ListedPartnership[];
  taxonomy: Taxonomy;
  /** As yyyy-mm-dd. */
  today: string;
}

export function presentPartnershipList(
  content: Content,
  filter: PartnershipFilter,
  publicUrl: string,
): PartnershipListPage {
  const { programmes, partnerships, taxonomy } = content;
  const programme = programmes.find(({ slug }) => slug === filter.ordning);
  const municipality = taxonomy.municipalities.find(({ slug }) => slug === filter.kommune);
  const shown = partnerships.filter(
    ({ municipalities }) => !municipality || municipalities.includes(municipality.code),
  );
  const isNarrowed = Boolean(programme || municipality);
  return {
    page: {
      title: 'Partnerskaber',
      description:
        'Integrationspartnerskaberne: hvem de er, hvad de har lovet, hvad de har nået, og hvad andre kan lære.',
      canonical: publicUrl + paths.partnerships(),
      section: 'partnerships',
      noindex: isNarrowed,
      breadcrumbs: [{ label: 'Forside', href: paths.front() }, { label: 'Partnerskaber' }],
    },
    programmes: (programme ? [programme] : programmes).map((one) =>
      presentProgramme(
        one,
        shown.filter(({ programmeId }) => programmeId === one.id),
        municipality,
        content,
      ),
    ),
    ...(partnerships.length || isNarrowed ? { filter: presentFilter(content, programme, municipality) } : {}),
    notice: findUnknown(filter, programme, municipality),
  };
}

function presentFilter(
  { programmes, partnerships, taxonomy }: Content,
  programme: Programme | undefined,
  municipality: Municipality | undefined,
): PartnershipListPage['filter'] {
  const codes = new Set(partnerships.flatMap(({ municipalities }) => municipalities));
  return {
    ...{ kommune: municipality?.slug ?? '', ordning: programme?.slug ?? '' },
    municipalities: taxonomy.municipalities
      .filter((one) => codes.has(one.code) || one === municipality)
      .map(({ slug, name }) => ({ value: slug, label: name })),
    programmes: programmes.map(({ slug, name }) => ({ value: slug, label: name })),
    ...(programme || municipality ? { clearHref: paths.partnerships() } : {}),
  };
}

function findUnknown(filter: PartnershipFilter, programme?: Programme, municipality?: Municipality): string {
  if (filter.kommune && !municipality) return `Der er ingen kommune »${filter.kommune.slice(0, 60)}«. Her er alle.`;
  if (filter.ordning && !programme) return `Der er ingen ordning »${filter.ordning.slice(0, 60)}«. Her er alle.`;
  return '';
}
