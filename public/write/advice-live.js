import { adviseOn } from './advice.js';

const PAUSE_MS = 300;

/** Counts and advises while somebody writes. Not read out: it stands with the field's description. */
export function showAdvice(form) {
  for (const line of form.querySelectorAll('[data-advice]')) {
    const field = form.elements[line.dataset.advice];
    let timer;
    const show = () => {
      line.textContent = adviseOn(field.name, field.value);
    };
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(show, PAUSE_MS);
    });
    form.addEventListener('restored', show);
  }
}
