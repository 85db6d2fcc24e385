const MOST = 8;

/**
 * Suggestions below a field, as the ARIA pattern "combobox with list autocomplete" has them. `find` gives
 * { name, label } for what is typed, `choose` takes the name, `adopt` takes what is typed where that is a whole name.
 */
export function createCombobox(input, { find, choose, adopt, announce }) {
  const list = document.createElement('ul');
  list.id = `${input.id}-forslag`;
  list.role = 'listbox';
  list.className = 'writing-suggestions unstyled-list';
  list.ariaLabel = 'Forslag';
  list.hidden = true;
  input.role = 'combobox';
  input.autocomplete = 'off';
  input.ariaExpanded = 'false';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  const frame = document.createElement('div');
  frame.className = 'writing-combobox';
  input.replaceWith(frame);
  frame.append(input, list);
  let active = -1;

  input.addEventListener('input', () => open());
  input.addEventListener('keydown', handleKey);
  input.addEventListener('blur', close);
  // A press on a suggestion must not take the focus from the field, which would close the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => take(target.closest('[role="option"]')));

  function open() {
    const found = find(input.value).slice(0, MOST);
    list.replaceChildren(...found.map(makeOption));
    activate(-1);
    setOpen(found.length > 0);
    if (input.value.trim()) announce(found.length ? `${found.length} forslag. Brug piletasterne.` : 'Ingen forslag.');
  }

  function close() {
    activate(-1);
    setOpen(false);
  }

  function setOpen(isOpen) {
    list.hidden = !isOpen;
    input.ariaExpanded = String(isOpen);
  }

  function activate(index) {
    list.children[active]?.removeAttribute('aria-selected');
    active = index;
    const option = list.children[active];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  }

  function take(option) {
    if (!option) return;
    input.value = '';
    close();
    choose(option.dataset.name);
  }

  function handleKey(event) {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === 'Enter') {
      // Enter would send the form in the middle of choosing.
      event.preventDefault();
      if (active < 0 && adopt()) close();
      else if (count) take(list.children[Math.max(active, 0)]);
    } else if (event.key === 'Escape' && count) {
      event.preventDefault();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!count) return open();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      activate(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
    }
  }

  function makeOption({ name, label }, index) {
    const option = document.createElement('li');
    option.id = `${list.id}-${index}`;
    option.role = 'option';
    option.dataset.name = name;
    option.textContent = label;
    return option;
  }
}
