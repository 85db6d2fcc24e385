import { TextRun } from 'docx';

/** A text with its line breaks. */
export function toRuns(text: string, style: { bold?: boolean; color?: string } = {}): TextRun[] {
  const lines = cleaned(text).split('\n');
  return lines.map((line, index) => new TextRun({ ...style, text: line, ...(index ? { break: 1 } : {}) }));
}

/** XML holds no control characters but these. */
export function cleaned(text: string): string {
  return text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '').toWellFormed();
}
