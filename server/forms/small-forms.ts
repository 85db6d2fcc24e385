import { z } from 'zod';
import { Refused } from '#content/refusal.ts';

/** A line of text as it was sent in an ordinary form or in one with files. */
export function readLine(body: unknown, name: string): string {
  const sent =
    body && typeof body === 'object' && Object.hasOwn(body, name) ? (body as Record<string, unknown>)[name] : '';
  const value = sent && typeof sent === 'object' && 'value' in sent ? sent.value : sent;
  return typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '';
}

const MAX_LINE = 500;
const storable = z
  .string()
  .max(MAX_LINE, `Skriv højst ${MAX_LINE} tegn.`)
  .refine((text) => text.isWellFormed() && !text.includes('\0'), 'Teksten indeholder tegn, der ikke kan gemmes.');

/** Refuses lines that cannot be kept, each at its field. */
export function checkLines(lines: Record<string, string>): void {
  const issues = Object.entries(lines).flatMap(([field, text]) =>
    (storable.safeParse(text).error?.issues ?? []).map(({ message }) => ({ field, message })),
  );
  if (issues.length) throw new Refused(issues);
}
