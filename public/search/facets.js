import { fold } from '../fold.js';

const wide = matchMedia('(min-width: 992px)');

/** Beside the results every facet is open; above them the reader opens what is needed. */
export function arrangeFacets() {
  openFacets();
  wide.addEventListener('change', openFacets);
}

function openFacets() {
  document.getElementById('afgraens-panel').open = wide.matches;
  for (const facet of document.querySelectorAll('.facet')) facet.open = wide.matches || 'chosen' in facet.dataset;
  enableFilters();
}

/** Shows the fields for looking in a facet's values, which do nothing without scripts. */
export function enableFilters() {
  for (const filter of document.querySelectorAll('.facet-filter[hidden]')) {
    filter.hidden = false;
    const input = filter.querySelector('input');
    input.addEventListener('input', () => filterFacet(input));
    input.addEventListener('keydown', (event) => {
      // Enter would send the form in the middle of looking for a value.
      if (event.key === 'Enter') event.preventDefault();
    });
  }
}

/** Leaves only the values that have what is typed into their facet's field. */
export function filterFacet(input) {
  const facet = input.closest('.facet');
  const words = fold(input.value);
  let shown = 0;
  for (const option of facet.querySelectorAll('[data-option]')) {
    const label = option.querySelector('label');
    const formerName = option.dataset.also.split(', ').find((name) => words && fold(name).startsWith(words));
    const matches = fold(label.firstChild.textContent).includes(words);
    option.hidden = !matches && !formerName;
    shown += option.hidden ? 0 : 1;
    showFormerName(label, matches ? '' : formerName);
  }
  for (const section of facet.querySelectorAll('.facet-section'))
    section.hidden = !section.querySelector('[data-option]:not([hidden])');
  facet.querySelector('.details').open = words !== '';
  facet.querySelector('[role="status"]').textContent = words && countText(shown);
}

/** Says why a value is found under a name that it does not show. */
function showFormerName(label, name) {
  label.querySelector('.facet-former')?.remove();
  if (!name) return;
  const note = document.createElement('span');
  note.className = 'muted facet-former';
  note.textContent = ` (det tidligere ${name})`;
  label.append(note);
}

function countText(count) {
  if (count === 0) return 'Ingen passer. Prøv færre bogstaver.';
  return count === 1 ? '1 passer' : `${count} passer`;
}
