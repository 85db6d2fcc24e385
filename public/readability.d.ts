export interface LengthGuide {
  /** What the field is called in a sentence. */
  readonly name: string;
  /** 0: any length below `max` is fine. */
  readonly min: number;
  readonly max: number;
}

export const lengthGuide: Readonly<Record<'title' | 'one_liner' | 'summary', LengthGuide>>;
export function countWords(text: string): number;
export function lix(text: string): number;
export function lixAdvice(value: number): string;
export function checkLength(field: string, text: string): string | undefined;
