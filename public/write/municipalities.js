import { createCombobox } from '../combobox.js';
import { findPlaces, readPlaces, resolve } from './places.js';

const MOST_SUGGESTIONS = 8;

/**
 * The field with names and commas becomes a list of names to remove and a field that suggests more. The first field
 * stays, hidden, and is what is sent: also what is typed and not chosen yet.
 */
export function enhanceMunicipalities(form) {
  const places = readPlaces(document.getElementById('kommunenavne'));
  const field = form.elements.municipalities;
  const input = field.cloneNode();
  const chips = document.createElement('ul');
  chips.className = 'writing-chips unstyled-list';
  const said = document.createElement('p');
  said.className = 'sr-only';
  said.role = 'status';
  let names = [];

  input.removeAttribute('name');
  input.value = '';
  field.type = 'hidden';
  field.removeAttribute('id');
  const frame = document.createElement('div');
  frame.append(input);
  field.after(chips, frame, said);
  const hint = document.getElementById('municipalities-hint');
  hint.textContent = 'Skriv de første bogstaver, og vælg på listen. Tidligere kommuner kan også bruges.';
  const adopt = () => takeTyped([input.value], '');
  createCombobox(input, { find, fill, choose, announce, adopt });
  input.addEventListener('input', () => {
    if (/[,;]/.test(input.value)) takeTyped(input.value.split(/[,;]/).slice(0, -1), input.value.split(/[,;]/).at(-1));
    store();
  });
  input.addEventListener('change', adopt);
  form.addEventListener('restored', load);
  load();

  function load() {
    names = split(field.value);
    input.value = '';
    show();
  }

  function find(words) {
    return findPlaces(places, words)
      .filter(({ name }) => !names.includes(name))
      .slice(0, MOST_SUGGESTIONS);
  }

  function fill(element, { label }) {
    element.textContent = label;
  }

  function choose({ name }) {
    input.value = '';
    add(name);
  }

  /** What means a municipality becomes one, which is told; anything else stays in the field to be mended. */
  function takeTyped(typed, rest) {
    const [known, unknown] = [true, false].map((wanted) =>
      typed.map((text) => text.trim()).filter((text) => text && resolve(places, text).length > 0 === wanted),
    );
    if (!known.length) return false;
    input.value = [...unknown, rest.trim()].filter(Boolean).join(', ');
    for (const name of known) add(name);
    return true;
  }

  function add(name) {
    if (!names.includes(name)) names.push(name);
    changed(`${name} er valgt.`);
  }

  function remove(name) {
    names = names.filter((other) => other !== name);
    changed(`${name} er fjernet.`);
    input.focus();
  }

  function changed(what) {
    show();
    store();
    announce(`${what} ${names.length === 1 ? '1 kommune' : `${names.length} kommuner`} i alt.`);
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }

  function store() {
    field.value = [...names, input.value.trim()].filter(Boolean).join(', ');
  }

  function announce(text) {
    said.textContent = text;
  }

  function show() {
    chips.replaceChildren(...names.map((name) => makeChip(name, resolve(places, name), () => remove(name))));
    chips.hidden = names.length === 0;
  }
}

const split = (text) =>
  text
    .split(/[,;]/)
    .map((name) => name.trim())
    .filter(Boolean);

/** A former name says what it is now, and one that is none says so. */
function makeChip(name, meant, remove) {
  const chip = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'tag';
  const now = meant.includes(name) ? '' : ` (nu ${meant.join(' og ')})`;
  button.textContent = meant.length ? name + now : `${name} (findes ikke)`;
  button.ariaLabel = `Fjern ${button.textContent}`;
  const cross = document.createElement('span');
  cross.ariaHidden = 'true';
  cross.textContent = ' ×';
  button.append(cross);
  button.addEventListener('click', remove);
  chip.append(button);
  return chip;
}
