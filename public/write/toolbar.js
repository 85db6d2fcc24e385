import { prefixLines, replaceSelection, wrapSelection } from './markdown-edits.js';
import { choosePicture } from './pictures.js';

const tools = [
  { label: 'Fed', act: (area) => wrapSelection(area, '**', 'fed tekst') },
  { label: 'Kursiv', act: (area) => wrapSelection(area, '*', 'kursiv tekst') },
  { label: 'Overskrift', act: (area) => prefixLines(area, '## ') },
  { label: 'Liste', act: (area) => prefixLines(area, '- ') },
  { label: 'Citat', act: (area) => prefixLines(area, '> ') },
  { label: 'Link', act: insertLink },
  { label: 'Billede', act: choosePicture },
];

/** Buttons above each long text, for those who do not write Markdown by hand. */
export function addToolbars(form) {
  for (const area of form.querySelectorAll('[data-text]')) {
    const label = form.querySelector(`label[for="${area.id}"]`).firstChild.textContent.trim();
    area.before(makeToolbar(area, label));
  }
}

function makeToolbar(area, label) {
  const toolbar = document.createElement('div');
  toolbar.className = 'writing-toolbar';
  toolbar.role = 'toolbar';
  toolbar.ariaLabel = `Formatér ${label}`;
  toolbar.setAttribute('aria-controls', area.id);
  toolbar.append(...tools.map(({ label, act }, index) => makeTool(area, label, act, index)));
  toolbar.addEventListener('keydown', (event) => moveFocus(event, [...toolbar.children]));
  return toolbar;
}

function makeTool(area, label, act, index) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.tabIndex = index ? -1 : 0;
  button.addEventListener('click', () => act(area));
  return button;
}

/** A toolbar is one stop for the Tab key; arrows move within it. */
function moveFocus(event, buttons) {
  const at = buttons.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = buttons.at(to % buttons.length);
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next.focus();
}

function insertLink(area) {
  const chosen = area.value.slice(area.selectionStart, area.selectionEnd) || 'navn på linket';
  const start = area.selectionStart + chosen.length + 3;
  replaceSelection(area, `[${chosen}](https://)`);
  area.setSelectionRange(start, start + 'https://'.length);
}
