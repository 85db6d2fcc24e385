/** Puts `text` where the selection is, in a way that the browser can undo. */
export function replaceSelection(area, text) {
  area.focus();
  const done = document.execCommand('insertText', false, text);
  if (done) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Sets marks around the selection, or takes them away where they are; without a selection around `sample`. */
export function wrapSelection(area, mark, sample) {
  const { value, selectionStart: start, selectionEnd: end } = area;
  const isWrapped = value.slice(0, start).endsWith(mark) && value.slice(end).startsWith(mark);
  const text = value.slice(start, end) || (isWrapped ? '' : sample);
  if (isWrapped) area.setSelectionRange(start - mark.length, end + mark.length);
  replaceSelection(area, isWrapped ? text : mark + text + mark);
  const from = isWrapped ? start - mark.length : start + mark.length;
  area.setSelectionRange(from, from + text.length);
}

/** Begins each line of the selection with `prefix`, or none of them where all do. */
export function prefixLines(area, prefix) {
  const { value, selectionStart, selectionEnd } = area;
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const nextBreak = value.indexOf('\n', selectionEnd);
  const end = nextBreak < 0 ? value.length : nextBreak;
  const lines = value.slice(start, end).split('\n');
  const isPrefixed = lines.every((line) => line.startsWith(prefix));
  const text = lines.map((line) => (isPrefixed ? line.slice(prefix.length) : prefix + line)).join('\n');
  area.setSelectionRange(start, end);
  replaceSelection(area, text);
  area.setSelectionRange(lines.length > 1 ? start : start + text.length, start + text.length);
}
