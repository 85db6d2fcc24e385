import { parse as parseYaml } from 'yaml';

/** A Markdown file as the values between its `---` lines, not checked yet, and the text after them. */
export function readFrontMatter(file: string): { values: unknown; body: string } {
  const [, values = '', body = ''] = /^---\n(.*?)\n---\n(.*)$/s.exec(file) ?? [];
  return { values: parseYaml(values), body };
}
