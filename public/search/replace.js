import { enableFilters, filterFacet } from './facets.js';

/** Puts the results and facets of `page`, another state of this one, into this one. */
export function takeOver(page) {
  document.title = page.title;
  takeOverWords(document.getElementById('q'), page.getElementById('q').defaultValue);
  for (const id of ['resultater', 'afgraens']) replaceKeepingPlace(id, page);
}

/** Words that were typed and not searched for yet stay. */
function takeOverWords(field, words) {
  if (field.value === field.defaultValue) field.value = words;
  field.defaultValue = words;
}

/** Leaves focus, opened lists and typed filters as the reader had them. */
function replaceKeepingPlace(id, page) {
  const old = document.getElementById(id);
  const focused = old.contains(document.activeElement) ? document.activeElement.id : '';
  const details = new Map([...old.querySelectorAll('details')].map(({ id, open }) => [id, open]));
  const typed = [...old.querySelectorAll('.facet-filter input')].filter(({ value }) => value);
  old.replaceWith(document.adoptNode(page.getElementById(id)));
  for (const [id, open] of details) {
    const now = document.getElementById(id);
    if (now) now.open = open;
  }
  enableFilters();
  for (const { id, value } of typed) {
    const now = document.getElementById(id);
    if (!now) continue;
    now.value = value;
    filterFacet(now);
  }
  if (focused) focusAgain(document.getElementById(focused));
}

/** A value given up may now be one of those that are folded away. */
function focusAgain(element) {
  const closed = element?.parentElement.closest('details:not([open])');
  if (closed) closed.open = true;
  element?.focus({ preventScroll: true });
}
