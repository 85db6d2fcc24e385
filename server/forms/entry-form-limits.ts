import type { DraftFields } from '#content/entries/draft.ts';
import type { Issue } from '#content/entries/entry.ts';
import { textFields } from '#content/entries/fields.ts';

/** What a Markdown text may hold (the exchange format's limit). */
const MAX_TEXT = 100_000;
/** Far above the exchange format's limits: what is too long to publish can still be saved, and shortened later. */
const MAX_LINE = 5000;
const MAX_LIST = 200;

/** What cannot be kept: nothing over a limit is ever cut without a word. */
export function checkLimits(fields: DraftFields): Issue[] {
  return [...checkTexts(fields), ...checkLists(fields)];
}

function checkTexts(fields: DraftFields): Issue[] {
  return Object.entries(fields).flatMap(([field, value]) => {
    if (typeof value !== 'string') return [];
    const max = (textFields as readonly string[]).includes(field) ? MAX_TEXT : MAX_LINE;
    return checkText(field, value, max);
  });
}

function checkLists({ areas, methods, target_groups, links }: DraftFields): Issue[] {
  const lists = Object.entries({ areas, methods, target_groups, links });
  const tooMany = lists
    .filter(([, list]) => list.length > MAX_LIST)
    .map(([field]) => ({ field, message: `Der kan højst være ${MAX_LIST}.` }));
  const choices = [...areas, ...methods, ...target_groups].flatMap((slug) => checkText('areas', slug, MAX_LINE));
  const linkIssues = links.flatMap(({ title, url }, index) => [
    ...checkText(`links.${index}.title`, title, MAX_LINE),
    ...checkText(`links.${index}.url`, url, MAX_LINE),
  ]);
  return [...tooMany, ...choices, ...linkIssues];
}

function checkText(field: string, text: string, max: number): Issue[] {
  if (text.length > max) {
    const [has, most] = [text.length, max].map((number) => number.toLocaleString('da'));
    return [{ field, message: `Teksten fylder ${has} tegn. Der er plads til ${most}.` }];
  }
  // Postgres keeps neither NUL nor half a surrogate pair.
  const isStorable = text.isWellFormed() && !text.includes('\0');
  return isStorable ? [] : [{ field, message: 'Teksten indeholder tegn, der ikke kan gemmes. Fjern dem.' }];
}
