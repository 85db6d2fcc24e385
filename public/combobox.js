/**
 * Suggestions below a field, as the ARIA pattern "editable combobox with list autocomplete" has them: nothing is chosen
 * but by the reader. The field's parent is what the list is placed in.
 *
 * - `find(text)` gives the options, or a promise of them; undefined where there is nothing to tell.
 * - `fill(element, option)` writes an option into the list.
 * - `choose(option)` is what happens when it is taken.
 * - `announce(text)` tells those who cannot see the list how many there are.
 * - `adopt()`, where there is one, is what Enter does before anything is chosen: it says whether the text itself
 *   would do, else the first option is taken. Without it Enter sends the form.
 */
export function createCombobox(input, { find, fill, choose, announce, adopt }) {
  const list = addList(input);
  let options = [];
  let active = -1;
  let asked = 0;

  input.addEventListener('input', () => open());
  input.addEventListener('keydown', handleKey);
  input.addEventListener('blur', close);
  // A press on a suggestion must not take the focus from the field, which would close the list.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => take(target.closest('[role="option"]')));

  /** `first` is the option to go to at once: 0, or -1 for the last; none while typing. */
  async function open(first) {
    asked += 1;
    const turn = asked;
    activate(-1);
    const found = await find(input.value);
    // Something else was typed meanwhile, or the list is no longer wanted.
    if (turn !== asked) return;
    if (!found) return close();
    options = found;
    list.replaceChildren(...found.map(makeOption));
    setOpen(found.length > 0);
    if (input.value.trim()) announce(found.length ? `${found.length} forslag. Brug piletasterne.` : 'Ingen forslag.');
    if (first !== undefined && found.length) activate((first + found.length) % found.length);
  }

  function close() {
    asked += 1;
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

  function take(element) {
    const option = options[[...list.children].indexOf(element)];
    if (!option) return;
    close();
    choose(option);
  }

  function handleKey(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const isOpen = !list.hidden;
    if (event.key === 'Enter') handleEnter(event, isOpen);
    else if (event.key === 'Escape' && isOpen) {
      // Where nothing is open, it empties the field.
      event.preventDefault();
      close();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1, isOpen);
    } else if (['Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(event.key)) activate(-1);
  }

  function step(by, isOpen) {
    if (!isOpen) void open(by > 0 ? 0 : -1);
    else if (active < 0) activate(by > 0 ? 0 : options.length - 1);
    else activate((active + by + options.length) % options.length);
  }

  function handleEnter(event, isOpen) {
    // Enter would send the form in the middle of choosing.
    if (adopt || active >= 0) event.preventDefault();
    if (active >= 0) take(list.children[active]);
    else if (!adopt || adopt()) close();
    else if (isOpen) take(list.children[0]);
  }

  function makeOption(option, index) {
    const element = document.createElement('li');
    element.id = `${list.id}-${index}`;
    element.role = 'option';
    element.className = 'combobox-option';
    fill(element, option);
    return element;
  }
}

/** An empty list below the field, and what tells that they belong together. */
function addList(input) {
  const list = document.createElement('ul');
  list.id = `${input.id}-forslag`;
  list.role = 'listbox';
  list.className = 'combobox-list unstyled-list no-max-width';
  list.ariaLabel = 'Forslag';
  list.hidden = true;
  input.role = 'combobox';
  input.autocomplete = 'off';
  input.ariaExpanded = 'false';
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.parentElement.classList.add('combobox');
  input.after(list);
  return list;
}
