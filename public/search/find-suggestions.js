/** As the server has it: one letter may mean anything. */
const SHORTEST_TEXT = 2;
/** Nobody reads while the next letter is on its way. */
const PAUSE_MS = 120;

/**
 * Asks `address` for suggestions, when typing pauses and once for each text. Gives undefined for a text that is too
 * short, that another one took the place of, or that got no answer: the field works without.
 */
export function createFinder(address) {
  const known = new Map();
  let request = new AbortController();
  return async (text) => {
    request.abort();
    request = new AbortController();
    const words = text.trim().replaceAll(/\s+/g, ' ');
    if (words.length < SHORTEST_TEXT) return undefined;
    const found = known.get(words) ?? (await ask(`${address}?${new URLSearchParams({ q: words })}`, request.signal));
    if (found) known.set(words, found);
    return found;
  };
}

async function ask(url, signal) {
  try {
    await pause(signal);
    const response = await fetch(url, { signal });
    return response.ok ? (await response.json()).suggestions : undefined;
  } catch {
    return undefined;
  }
}

function pause(signal) {
  return new Promise((resolve, reject) => {
    setTimeout(resolve, PAUSE_MS);
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
