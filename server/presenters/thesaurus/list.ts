import type { ThesaurusLine } from '#content/thesaurus/list-lines.ts';
import { paths } from '../../paths.ts';
import { formatCount, formatNumber } from '../format.ts';
import type { Page } from '../page.ts';

export interface ThesaurusPage {
  page: Page;
  newHref: string;
  q: string;
  count: string;
  lines: { id: number; words: string; finds: string; note: string; href: string }[];
  /** Said instead of an empty list. */
  empty: string;
}

export function presentThesaurus(lines: ThesaurusLine[], q: string): ThesaurusPage {
  const found = lines.filter((line) => holds(line, q));
  return {
    page: {
      title: 'Synonymer',
      noindex: true,
      breadcrumbs: [{ label: 'Redaktion', href: paths.queue() }, { label: 'Synonymer' }],
    },
    newHref: paths.synonyms('ny'),
    q,
    count: q
      ? `${formatNumber(found.length)} af ${formatCount(lines.length, 'linje', 'linjer')}`
      : formatCount(lines.length, 'linje', 'linjer'),
    lines: found.map(({ id, words, finds, note }) => ({
      id,
      words: words.join(', '),
      finds: finds.join(', '),
      note,
      href: paths.synonyms(id),
    })),
    empty: lines.length ? `Ingen linje har »${q}«.` : 'Der er ingen linjer endnu.',
  };
}

function holds({ words, finds, note }: ThesaurusLine, q: string): boolean {
  const wanted = q.toLocaleLowerCase('da');
  return [...words, ...finds, note].some((text) => text.toLocaleLowerCase('da').includes(wanted));
}
