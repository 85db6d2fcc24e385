import { replaceSelection } from './markdown-edits.js';

/** Places one of the entry's pictures in the text. */
export function choosePicture(area) {
  const pictures = [...document.querySelectorAll('[data-picture]')].map(({ dataset }) => dataset);
  const dialog = document.createElement('dialog');
  dialog.className = 'writing-pictures';
  dialog.ariaLabel = 'Sæt et billede ind';
  dialog.append(
    makeText(pictures.length ? 'Vælg et billede:' : 'Læg først et billede på under Filer, længere nede på siden.'),
    ...pictures.map(({ picture, name }) => makeButton(name, picture)),
    makeButton('Luk', ''),
  );
  dialog.addEventListener('close', () => {
    const { returnValue } = dialog;
    dialog.remove();
    area.focus();
    if (returnValue) replaceSelection(area, `\n\n${returnValue}\n\n`);
  });
  document.body.append(dialog);
  dialog.showModal();

  function makeButton(label, value) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = value ? 'button button-secondary' : 'button button-tertiary';
    button.textContent = label;
    button.addEventListener('click', () => dialog.close(value));
    return button;
  }
}

function makeText(text) {
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  return paragraph;
}
