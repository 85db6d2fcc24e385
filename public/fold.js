/** Aabenraa and Åbenrå, Ærø and Aeroe, café and cafe are the same to the one who types. */
export function fold(text) {
  return text
    .normalize()
    .trim()
    .toLowerCase()
    .replaceAll('å', 'aa')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
}
