/** Whole or with a comma, with or without dots between the thousands, perhaps with its unit. */
const NUMBER = /^-?(\d{1,3}(\.\d{3})+|\d{1,15})(,\d{1,6})?( ?(%|kr\.?))?$/i;

/** A number as people write it, `1.234,5` or `12 %`; undefined where it is none. */
export function readNumber(text: string): number | undefined {
  const typed = text.trim().replace(/\u00a0/g, ' ');
  if (!NUMBER.test(typed)) return undefined;
  return Number(typed.replace(/[^\d,-]/g, '').replace(',', '.'));
}

/** The same number as `readNumber` reads it again, with at most six decimals. */
export function typeNumber(number: number): string {
  return String(number).replace('.', ',');
}
