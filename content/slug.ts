import slugify from '@sindresorhus/slugify';

export const MAX_SLUG = 100;

/** `Mentorer på arbejdspladsen` → `mentorer-paa-arbejdspladsen`, cut at a whole word. */
export function slugFromTitle(title: string): string {
  const whole = slugify(title, { locale: 'da', decamelize: false, customReplacements: [['&', ' og ']] });
  if (whole.length <= MAX_SLUG) return whole;
  const cut = whole.slice(0, MAX_SLUG + 1);
  return cut.slice(0, cut.lastIndexOf('-') > 0 ? cut.lastIndexOf('-') : MAX_SLUG);
}

/** The slug, or where one of these rows has it, the slug with the first number that none has. */
export function unusedSlug(wanted: string, rows: { slug: string }[]): string {
  const taken = new Set(rows.map(({ slug }) => slug));
  let slug = wanted;
  for (let number = 2; taken.has(slug); number += 1) slug = `${wanted}-${number}`;
  return slug;
}
