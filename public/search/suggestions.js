import { createCombobox } from '../combobox.js';
import { createFinder } from './find-suggestions.js';
import { appendMarked } from './mark.js';

const kinds = {
  entry: 'Erfaring',
  area: 'Område',
  municipality: 'Kommune',
  method: 'Metode',
  search: 'Søgning',
};

/** The search field offers entries, names and searches while it is typed into. */
export function suggestWhileTyping(input) {
  const said = document.createElement('p');
  said.className = 'sr-only';
  said.role = 'status';
  input.form.append(said);
  createCombobox(input, {
    find: createFinder(input.dataset.suggestions),
    fill: (element, suggestion) => fillOption(element, suggestion, input.value),
    choose: (suggestion) => location.assign(addressOf(suggestion, input.form)),
    announce: (text) => {
      said.textContent = text;
    },
  });
}

function fillOption(element, { kind, label, note }, typed) {
  const name = document.createElement('span');
  appendMarked(name, label, typed);
  const what = document.createElement('span');
  what.className = 'muted';
  what.textContent = [kinds[kind], note].filter(Boolean).join(', ');
  element.append(name, ' ', what);
}

/** A search that is suggested keeps what else is chosen on the page, as one that is typed would. */
function addressOf({ kind, href }, form) {
  if (kind === 'entry') return href;
  const url = new URL(href, location.href);
  for (const [name, value] of new FormData(form)) if (name !== 'q' && value) url.searchParams.append(name, value);
  return url;
}
