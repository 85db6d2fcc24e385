// The pages work without this file; it saves steps.
document.documentElement.classList.add('has-script');

const wide = matchMedia('(min-width: 992px)');
let shownSearch = location.search;
const search = document.querySelector('[data-search]');
if (search) enhanceSearch(search);
for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => print());
}
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

/** A choice shows its results at once, on the same page. */
function enhanceSearch(form) {
  let request = new AbortController();
  arrangeFacets();
  wide.addEventListener('change', arrangeFacets);
  form.addEventListener('change', async ({ target }) => {
    if (!target.matches('.form-checkbox, select')) return;
    request.abort();
    request = new AbortController();
    const query = new URLSearchParams(new FormData(form));
    await showResults(`${form.action}?${query}`, request.signal);
  });
  addEventListener('popstate', () => {
    // A jump within the page comes here too.
    if (location.search !== shownSearch) location.reload();
  });
}

async function showResults(url, signal) {
  const results = document.getElementById('resultater');
  results.ariaBusy = 'true';
  try {
    const response = await fetch(url, { signal });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    history.pushState(null, '', response.url);
    shownSearch = location.search;
    document.title = page.title;
    const announcement = page.getElementById('antal').textContent;
    for (const id of ['resultater', 'afgraens']) replaceKeepingPlace(id, page);
    document.querySelector('[data-announce]').textContent = announcement;
  } catch (error) {
    // Whatever went wrong, the page itself shows or explains it.
    if (error.name !== 'AbortError') location.assign(url);
  }
}

/** Puts a part of the new page in, and leaves focus, opened lists and typed filters as the reader had them. */
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
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

/** Beside the results every facet is open; above them the reader opens what is needed. */
function arrangeFacets() {
  document.getElementById('afgraens-panel').open = wide.matches;
  for (const facet of document.querySelectorAll('.facet')) facet.open = wide.matches || 'chosen' in facet.dataset;
  enableFilters();
}

function enableFilters() {
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

function filterFacet(input) {
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

/** Aabenraa and Åbenrå, Ærø and Aeroe are the same to the one who types. */
function fold(text) {
  return text.trim().toLowerCase().replaceAll('å', 'aa').replaceAll('æ', 'ae').replaceAll('ø', 'oe');
}
