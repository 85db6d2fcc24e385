import { readPage } from './send.js';

const PAUSE_MS = 3000;

/** Keeps the checklist and the ways on as they are after the last save. */
export function keepFinishCurrent(form) {
  let timer;
  form.addEventListener('saved', () => {
    clearTimeout(timer);
    timer = setTimeout(() => refresh(form).catch(() => {}), PAUSE_MS);
  });
}

/** Never while somebody is busy there. */
async function refresh(form) {
  const { page } = await readPage(form.action);
  const [place, fresh] = [document, page].map((from) => from.querySelector('[data-finish]'));
  if (!fresh || place.contains(document.activeElement) || place.querySelector('details[open]')) return;
  place.replaceChildren(...fresh.childNodes);
}
