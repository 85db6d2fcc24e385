/** What belongs to the page rather than to the text. */
const ofThePage = ['_csrf', 'based_on'];

/** The text as names and values, in the form's order. */
export function readFields(form) {
  return [...new FormData(form)].filter(([name]) => !ofThePage.includes(name));
}

/** The text as one string; the same text gives the same string. Empty rows of links say nothing. */
export function readText(form) {
  return toText(readFields(form));
}

export function toText(entries) {
  return new URLSearchParams(entries.filter(([name, value]) => value || !name.startsWith('link_'))).toString();
}

/** Puts a text back into the form. Parts of the form that are more than fields hear `restored`. */
export function writeFields(form, entries) {
  form.dispatchEvent(new CustomEvent('restoring', { detail: entries }));
  const taken = new Map();
  for (const field of form.elements) {
    if (!field.name || ofThePage.includes(field.name) || field.type === 'submit') continue;
    const own = entries.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === 'checkbox') {
      field.checked = own.includes(field.value);
      continue;
    }
    const index = taken.get(field.name) ?? 0;
    taken.set(field.name, index + 1);
    field.value = own[index] ?? '';
  }
  form.dispatchEvent(new Event('restored'));
  form.dispatchEvent(new Event('input', { bubbles: true }));
}
