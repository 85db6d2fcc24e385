// The form in which an entry is written. It works without this file; this saves by itself and loses no word.
import { showAdvice } from './write/advice-live.js';
import { startAutosave } from './write/autosave.js';
import { keepFinishCurrent } from './write/finish.js';
import { saveBeforeLeaving } from './write/leaving.js';
import { enhanceLinks } from './write/links.js';
import { openLocalCopy } from './write/local-copy.js';
import { enhanceMunicipalities } from './write/municipalities.js';
import { offerLostWords } from './write/restore.js';
import { createStatus } from './write/status.js';
import { addToolbars } from './write/toolbar.js';

const form = document.querySelector('[data-write]');
if (form) {
  enhanceLinks(form);
  enhanceMunicipalities(form);
  addToolbars(form);
  showAdvice(form);
  const copy = openLocalCopy(form.dataset.user, form.dataset.entry);
  const autosave = startAutosave(form, copy, createStatus(form));
  offerLostWords(form, copy);
  saveBeforeLeaving(form, autosave, copy);
  keepFinishCurrent(form);
}
