/**
 * Words that the server does not have yet, kept by the browser. `earlier` are those of a former visit, set aside so that
 * new ones do not take their place before their writer has decided.
 */
export function openLocalCopy(user, entry) {
  const key = `erfaring-${user}-${entry}`;
  const earlierKey = `${key}-tidligere`;
  const left = read(key);
  if (left) {
    write(earlierKey, left);
    remove(key);
  }
  return {
    keep: (words) => write(key, words),
    forget: () => remove(key),
    earlier: () => read(earlierKey),
    forgetEarlier: () => remove(earlierKey),
  };
}

// A browser may have no room or refuse; the page then does without.
function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function write(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept either.
  }
}
