import { escapeHtml } from '#content/markdown.ts';

/** XML as it is sent. Only this file makes it. */
export class Xml {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Part = Xml | Xml[] | string | false;

/** What XML 1.0 allows of all characters; half a surrogate pair is none of them. */
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** Writes XML. What is put in is text, whatever it holds, unless it was written so itself; false is nothing. */
export function xml(strings: TemplateStringsArray, ...parts: Part[]): Xml {
  return new Xml(String.raw({ raw: strings }, ...parts.map(write)));
}

function write(part: Part): string {
  if (part === false) return '';
  if (typeof part === 'string') return escapeHtml(part.replace(forbidden, ''));
  return [part]
    .flat()
    .map(({ text }) => text)
    .join('');
}

/** A whole document. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.text}\n`;
}
