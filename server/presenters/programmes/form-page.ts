import type { Issue } from '#content/entries/entry.ts';
import type { Programme } from '#content/programmes/programme.ts';
import { LONGEST_TEXT, MOST_DOCUMENTS, type TypedDocument, type TypedProgramme } from '../../forms/programme.ts';
import { paths } from '../../paths.ts';
import { compareField } from '../compare-field.ts';
import type { ConflictPage } from '../draft-conflict.ts';
import { formatTime } from '../format.ts';
import type { Page } from '../page.ts';
import { programmeCrumbs } from './overview.ts';

/** The form for a new programme or one that there is. */
export interface ProgrammeForm {
  page: Page;
  heading: string;
  href: string;
  typed: TypedProgramme;
  issues: Issue[];
  /** The same, each with the document that it is about where there are several. */
  summary: Issue[];
  documents: (TypedDocument & { place: number })[];
  canAddDocument: boolean;
  longestText: number;
  publicHref?: string;
}

export interface ProgrammeState {
  typed: TypedProgramme;
  issues?: Issue[];
  /** Whether room for one more document was asked for. */
  more?: boolean;
}

export const emptyProgramme: TypedProgramme = {
  ...{ name: '', text: '', start_date: '', end_date: '', source: '', rules: '', published: '' },
  ...{ documents: [], based_on: 0 },
};

const emptyDocument: TypedDocument = { title: '', lines: '', note: '' };

export function presentProgrammeForm(programme: Programme | undefined, state: ProgrammeState): ProgrammeForm {
  const { typed, issues = [], more = false } = state;
  const heading = programme?.name ?? 'Ny ordning';
  const written = typed.documents;
  const documents = (more || !written.length ? [...written, emptyDocument] : written).slice(0, MOST_DOCUMENTS);
  return {
    page: { title: heading, noindex: true, breadcrumbs: [...programmeCrumbs, { label: heading }] },
    ...{ heading, typed, issues, longestText: LONGEST_TEXT },
    summary: written.length > 1 ? issues.map(nameDocument) : issues,
    href: programme ? paths.programme(programme.id) : paths.programmes(),
    documents: documents.map((one, index) => ({ ...one, place: index + 1 })),
    canAddDocument: documents.length < MOST_DOCUMENTS,
    ...(programme?.published ? { publicHref: paths.partnerships(`?ordning=${programme.slug}`) } : {}),
  };
}

function nameDocument({ field, message }: Issue): Issue {
  const place = /^(?:title|lines|note)_(\d+)$/.exec(field)?.[1];
  return { field, message: place ? `Dokument ${place}: ${message}` : message };
}

const labels = {
  name: 'Navn',
  text: 'Tekst',
  start_date: 'Første dag',
  end_date: 'Sidste dag',
  source: 'Finansiering',
  rules: 'Særlige regler',
  published: 'Udgivet',
} as const;

/** Both versions, field by field where they differ; `mine` over `theirs` is what a save would do. */
export function presentProgrammeConflict(
  { id, name, updatedAt }: Programme,
  mine: TypedProgramme,
  theirs: TypedProgramme,
): ConflictPage {
  const fields = Object.keys(labels) as (keyof typeof labels)[];
  return {
    page: {
      title: 'Teksten er gemt et andet sted imens',
      noindex: true,
      breadcrumbs: [...programmeCrumbs, { label: name, href: paths.programme(id) }, { label: 'To udgaver' }],
    },
    other: `En anden gemte ${formatTime(updatedAt)}`,
    differences: [
      ...fields.flatMap((field) => compareField(labels[field], say(theirs[field]), say(mine[field]))),
      ...compareField('Bevillinger', describeDocuments(theirs), describeDocuments(mine)),
    ],
    saveHref: paths.programme(id),
    keepHref: paths.programme(id),
    entries: [
      ...fields.map((field): [string, string] => [field, mine[field]]),
      ...mine.documents.flatMap(documentEntries),
      ['based_on', String(theirs.based_on)],
    ],
  };
}

const say = (text: string) => (text === 'yes' ? 'Ja' : text);

function describeDocuments({ documents }: TypedProgramme): string {
  return documents.map(({ title, lines, note }) => [title, lines, note].filter(Boolean).join('\n')).join('\n\n');
}

function documentEntries({ title, lines, note }: TypedDocument, index: number): [string, string][] {
  const place = index + 1;
  return [
    [`title_${place}`, title],
    [`lines_${place}`, lines],
    [`note_${place}`, note],
  ];
}
