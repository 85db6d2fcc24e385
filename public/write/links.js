/** One empty row is enough where more can be added. */
export function enhanceLinks(form) {
  const list = form.querySelector('[data-links]');
  const rows = () => [...list.querySelectorAll('[data-link]')];
  for (const row of rows().slice(1)) if (isEmpty(row)) row.remove();
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button button-tertiary mt-3';
  button.textContent = 'Tilføj link';
  button.addEventListener('click', () => addRow(list).querySelector('input').focus());
  list.after(button);
  form.addEventListener('restoring', ({ detail }) => {
    const needed = detail.filter(([name]) => name === 'link_url').length;
    while (rows().length < needed) addRow(list);
  });
}

function isEmpty(row) {
  return [...row.querySelectorAll('input')].every(({ value }) => !value);
}

function addRow(list) {
  const [first] = list.querySelectorAll('[data-link]');
  const index = list.querySelectorAll('[data-link]').length;
  const row = first.cloneNode(true);
  row.classList.remove('form-error');
  row.querySelector('.form-error-message')?.remove();
  for (const [part, label] of [
    ['title', 'Navn'],
    ['url', 'Adresse'],
  ]) {
    const input = row.querySelector(`[name="link_${part}"]`);
    input.value = '';
    input.id = `links.${index}.${part}`;
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
    const text = input.previousElementSibling;
    text.htmlFor = input.id;
    text.textContent = `${label} på link ${index + 1}`;
  }
  list.append(row);
  return row;
}
