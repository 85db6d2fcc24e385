import { fold } from '../fold.js';

/** The municipalities of a datalist, with the names of those they were formed from. */
export function readPlaces(list) {
  return [...list.options].map(({ value, dataset }) => ({
    name: value,
    formerNames: dataset.former.split(', ').filter(Boolean),
  }));
}

/** Those whose name, or a former one, begins like this; then those that hold it. */
export function findPlaces(places, words) {
  const wanted = nameKey(words);
  if (!wanted) return [];
  const found = places.flatMap(({ name, formerNames }) => {
    if (nameKey(name).includes(wanted)) return [{ name, label: name, first: nameKey(name).startsWith(wanted) }];
    const former = formerNames.find((other) => nameKey(other).startsWith(wanted));
    return former ? [{ name, label: `${name} (det tidligere ${former})`, first: true }] : [];
  });
  return [...found.filter(({ first }) => first), ...found.filter(({ first }) => !first)];
}

/** What a whole name means today; a municipality that was split has become several. */
export function resolve(places, text) {
  const wanted = nameKey(text);
  const now = places.filter(({ name }) => nameKey(name) === wanted);
  const meant = now.length
    ? now
    : places.filter(({ formerNames }) => formerNames.some((name) => nameKey(name) === wanted));
  return meant.map(({ name }) => name);
}

/** As the server compares names: Vejle and Vejle Kommune are the same, however they are spelt. */
function nameKey(text) {
  return fold(text)
    .replace(/ +kommune$/, '')
    .replaceAll(/[ -]+/g, '-');
}
