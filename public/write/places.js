/** The municipalities of a datalist, with the names of those they were formed from. */
export function readPlaces(list) {
  return [...list.options].map(({ value, dataset }) => ({
    name: value,
    formerNames: dataset.former.split(', ').filter(Boolean),
  }));
}

/** Those whose name, or a former one, begins like this; then those that hold it. */
export function findPlaces(places, words) {
  const wanted = fold(words);
  if (!wanted) return [];
  const found = places.flatMap(({ name, formerNames }) => {
    if (fold(name).includes(wanted)) return [{ name, label: name, first: fold(name).startsWith(wanted) }];
    const former = formerNames.find((other) => fold(other).startsWith(wanted));
    return former ? [{ name, label: `${name} (det tidligere ${former})`, first: true }] : [];
  });
  return [...found.filter(({ first }) => first), ...found.filter(({ first }) => !first)];
}

/** What a whole name means today; a municipality that was split has become several. */
export function resolve(places, text) {
  const wanted = fold(text);
  const now = places.filter(({ name }) => fold(name) === wanted);
  const meant = now.length
    ? now
    : places.filter(({ formerNames }) => formerNames.some((name) => fold(name) === wanted));
  return meant.map(({ name }) => name);
}

/** As the server compares names: Aabenraa and Åbenrå, Vejle and Vejle Kommune are the same. */
function fold(text) {
  return text
    .trim()
    .toLowerCase()
    .replace(/ +kommune$/, '')
    .replaceAll('å', 'aa')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll(/[ -]+/g, '-');
}
