const PATIENCE_MS = 30_000;

/**
 * Sends a text to be saved and tells what came of it: saved, refused (and why), conflict, offline, signed out, other
 * user, or locked. `before` is what came of the last one.
 */
export async function sendText(form, text, before) {
  try {
    if (['signed out', 'other user', 'locked'].includes(before)) {
      const found = await renewToken(form);
      if (found !== 'writing') return { outcome: found };
    }
    const response = await post(form, text);
    // A token goes with its session: there may be a new one.
    if (response.status !== 403) return await readAnswer(response);
    const found = await renewToken(form);
    return found === 'writing' ? await readAnswer(await post(form, text)) : { outcome: found };
  } catch {
    return { outcome: 'offline' };
  }
}

function post(form, { entries, basedOn }) {
  const body = new URLSearchParams([...entries, ['based_on', basedOn], ['_csrf', form.elements._csrf.value]]);
  return fetch(form.action, {
    method: 'POST',
    body,
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

async function readAnswer(response) {
  if (response.ok) return { outcome: 'saved', ...(await response.json()) };
  if (response.status === 422) return { outcome: 'refused', ...(await response.json()) };
  if (response.status === 413) return { outcome: 'refused', issues: [{ message: 'Teksten fylder for meget.' }] };
  const outcomes = { 401: 'signed out', 403: 'locked', 404: 'locked', 409: 'conflict' };
  return { outcome: outcomes[response.status] ?? 'offline' };
}

/** Takes the token of a fresh page, and tells whether its reader is the one who writes here. */
async function renewToken(form) {
  const { page, url } = await readPage(form.action);
  if (new URL(url).pathname === form.dataset.signIn) return 'signed out';
  const fresh = page.querySelector('[data-write]');
  if (!fresh) return 'locked';
  if (fresh.dataset.user !== form.dataset.user) return 'other user';
  for (const field of document.getElementsByName('_csrf')) field.value = fresh.elements._csrf.value;
  return 'writing';
}

/** The page as it is now, and where it was found. */
export async function readPage(url) {
  const response = await fetch(url, { headers: { accept: 'text/html' }, signal: AbortSignal.timeout(PATIENCE_MS) });
  return { page: new DOMParser().parseFromString(await response.text(), 'text/html'), url: response.url };
}
