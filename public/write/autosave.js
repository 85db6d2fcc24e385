import { readFields, readText } from './fields.js';
import { sendText } from './send.js';

const AFTER_TYPING_MS = 2000;
const RETRY_MS = 10_000;

/**
 * Saves what is written, two seconds after the writer pauses. Until the server has answered, the words are kept in the
 * browser too. `flush` saves now and gives what came of it; `isSettled` tells whether the server has every word.
 */
export function startAutosave(form, copy, status) {
  const version = form.elements.based_on;
  let acknowledged = readText(form);
  /** A save whose answer is not known. It goes again just as it was, since the server may have it already. */
  let unsent = null;
  let outcome = 'saved';
  let running = null;
  let timer;

  const isSettled = () => !unsent && readText(form) === acknowledged;
  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(flush, ms);
  };

  form.addEventListener('input', noteChange);
  form.addEventListener('change', noteChange);
  // After trouble: the network is back, or the writer comes back from signing in.
  for (const event of ['online', 'focus']) addEventListener(event, () => outcome in retried && flush());
  // A phone may end a page that is out of sight.
  document.addEventListener('visibilitychange', () => outcome !== 'conflict' && flush());
  return { flush, isSettled };

  function noteChange() {
    if (isSettled()) return copy.forget();
    keepCopy();
    if (outcome !== 'conflict') later(AFTER_TYPING_MS);
  }

  function keepCopy() {
    copy.keep({ entries: readFields(form), basedOn: version.value, at: Date.now() });
  }

  async function flush() {
    clearTimeout(timer);
    running ??= saveAll().finally(() => {
      running = null;
    });
    return running;
  }

  async function saveAll() {
    while (!isSettled()) {
      unsent ??= { text: readText(form), entries: readFields(form), basedOn: version.value };
      const answer = await sendText(form, unsent, outcome);
      outcome = answer.outcome;
      if (outcome !== 'saved') return giveUp(answer);
      acknowledged = unsent.text;
      unsent = null;
      version.value = answer.version;
      status.saved(new Date(answer.savedAt));
      if (isSettled()) copy.forget();
      else keepCopy();
      form.dispatchEvent(new Event('saved'));
    }
    return outcome;
  }

  function giveUp({ issues }) {
    if (outcome === 'refused') status.refused(issues);
    else status.trouble(outcome);
    if (outcome in retried) later(RETRY_MS);
    else unsent = null;
    return outcome;
  }
}

/** Trouble that may pass by itself. */
const retried = { offline: true, 'signed out': true, 'other user': true, locked: true };
