import { plainText } from '#content/markdown.ts';

const LONGEST = 220;

const sentences = new Intl.Segmenter('da', { granularity: 'sentence' });
/** Headings, lists, quotes, tables and the like: no running text begins so. */
const otherBlock = /^(#|>|[-*+] |\d+[.)] |\||!\[|`{3}|<)/;

/** The first sentence of the running text of a Markdown text, cut at a word where it is long. */
export function firstSentence(markdown: string): string {
  const blocks = markdown.split(/\n\s*\n/).map((block) => block.trim());
  const paragraph = plainText(blocks.find((block) => block && !otherBlock.test(block)) ?? '');
  const [first] = sentences.segment(paragraph);
  const sentence = first?.segment.trim() ?? '';
  return sentence.length <= LONGEST ? sentence : `${sentence.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`;
}
