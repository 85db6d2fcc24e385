import { takeOver } from './replace.js';

/** Where the reader was on each page that was left, by the number of the visit. */
const positions = new Map();
let visit = currentVisit();
let shown = location.search;
let request = new AbortController();
let isRestoring = false;

/** What is chosen, and where a link among the results leads, is shown at once and on the same page. */
export function showResultsInPlace(form) {
  form.addEventListener('change', ({ target }) => {
    if (target.matches('.form-checkbox')) void go(searchOf(form), () => countText());
    if (target.matches('#sortering')) void go(searchOf(form), () => `${countText()}. ${orderText()}.`);
  });
  form.addEventListener('click', (event) => {
    const link = event.target.closest('#resultater a[href]');
    if (link && isPlainClick(event) && isSearch(link, form)) {
      event.preventDefault();
      void follow(link);
    }
  });
  addEventListener('scroll', () => positions.set(visit, scrollY), { passive: true });
  addEventListener('popstate', restore);
  keepWhenLeaving();
}

const element = (id) => document.getElementById(id);
const countText = () => element('antal').textContent;
const orderText = () => element('sortering')?.selectedOptions[0].textContent ?? '';
const chips = () => [...document.querySelectorAll('[data-chips] a')];

function searchOf(form) {
  return `${form.action}?${new URLSearchParams(new FormData(form))}`;
}

function isPlainClick({ button, altKey, ctrlKey, metaKey, shiftKey, defaultPrevented }) {
  return button === 0 && !altKey && !ctrlKey && !metaKey && !shiftKey && !defaultPrevented;
}

function isSearch(link, form) {
  return link.origin + link.pathname === form.action;
}

/** The link itself is gone afterwards, so the focus goes where the reader would look next. */
async function follow(link) {
  const isPage = link.closest('.pagination') !== null;
  const index = chips().indexOf(link);
  const pageText = () => document.querySelector('.pagination-mobile')?.textContent;
  if (!(await go(link.href, () => (isPage && pageText()) || countText()))) return;
  const nextChip = index >= 0 && (chips()[index] ?? chips().at(-1));
  if (isPage) element('resultater').scrollIntoView();
  focusOn(nextChip || element('antal'));
}

function focusOn(target) {
  if (!target.matches('a')) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

/** Shows a search as a new page of the history; false where the browser goes there itself, or elsewhere. */
async function go(url, describe) {
  try {
    const { page, address } = await load(url);
    positions.set(visit, scrollY);
    if (address !== location.href) history.pushState({ visit: Date.now() }, '', address);
    show(page, describe);
    return true;
  } catch (error) {
    // Whatever went wrong, the page itself shows or explains it.
    if (error.name !== 'AbortError') location.assign(url);
    return false;
  }
}

/** The back and forward buttons: the results of that address, where the reader was in them. */
async function restore() {
  visit = currentVisit();
  // A jump within the page comes here too, and one back to what is still shown.
  if (location.search === shown) {
    if (isRestoring) stop();
    return;
  }
  const position = positions.get(visit);
  try {
    const { page } = await load(location.href, true);
    element('q').value = element('q').defaultValue;
    show(page, countText);
    if (position !== undefined) scrollTo(0, position);
  } catch (error) {
    if (error.name !== 'AbortError') location.reload();
  }
}

/** Only the answer to the last question is shown. */
async function load(url, restores = false) {
  stop();
  isRestoring = restores;
  element('resultater').ariaBusy = 'true';
  const response = await fetch(url, { signal: request.signal });
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return { page, address: response.url };
}

function stop() {
  request.abort();
  request = new AbortController();
  isRestoring = false;
  element('resultater').ariaBusy = null;
}

function show(page, describe) {
  isRestoring = false;
  visit = currentVisit();
  shown = location.search;
  takeOver(page);
  document.querySelector('[data-announce]').textContent = describe();
}

function currentVisit() {
  return history.state?.visit ?? 0;
}

/** An answer that comes when the reader is on the way elsewhere must not call her back. */
function keepWhenLeaving() {
  addEventListener('pagehide', () => request.abort());
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && element('resultater').ariaBusy) location.reload();
  });
}
