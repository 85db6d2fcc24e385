/** A place name as a key: `Århus Kommune`, `Aarhus` and `aarhus` are one. Spelling of aa/å varies by source. */
export function foldName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/ +kommune$/, '')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replaceAll(/[ -]+/g, '-');
}
