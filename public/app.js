// The pages work without this file; it saves steps.
import { refuseLargeFiles } from './files.js';
import { countClicks } from './search/clicks.js';
import { arrangeFacets } from './search/facets.js';
import { showResultsInPlace } from './search/results.js';
import { suggestWhileTyping } from './search/suggestions.js';

document.documentElement.classList.add('has-script');

for (const field of document.querySelectorAll('[data-suggestions]')) suggestWhileTyping(field);
const search = document.querySelector('[data-search]');
if (search) {
  arrangeFacets();
  showResultsInPlace(search);
  countClicks(search);
}
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
for (const field of document.querySelectorAll('[data-most-bytes]')) refuseLargeFiles(field);
for (const table of document.querySelectorAll('.entry-text table')) letScroll(table);

/** A table wider than its column scrolls by itself, with the keyboard too. */
function letScroll(table) {
  const frame = document.createElement('div');
  frame.className = 'table-scroll';
  table.replaceWith(frame);
  frame.append(table);
  new ResizeObserver(() => {
    const scrolls = frame.scrollWidth > frame.clientWidth;
    if (scrolls) frame.tabIndex = 0;
    else frame.removeAttribute('tabindex');
    frame.role = scrolls ? 'group' : null;
    frame.ariaLabel = scrolls ? 'Tabel, der kan rulles til siden' : null;
  }).observe(frame);
}
