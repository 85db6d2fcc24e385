import type { FastifyRequest } from 'fastify';

/** A form that could not be taken, kept so that its writer need not write it again. */
export interface KeptForm {
  /** Where on this site it was sent. */
  path: string;
  fields: [name: string, value: string][];
  /** Files came with it; a page cannot hold those. */
  hadFiles: boolean;
}

const PASSWORDS = ['password', 'again', 'old'];

/** What the browser sent, without the token that belongs to a session; nothing of a form with a password. */
export function keepForm({ url, body }: FastifyRequest): KeptForm | undefined {
  if (body && typeof body === 'object' && PASSWORDS.some((name) => name in body)) return undefined;
  const fields: KeptForm['fields'] = [];
  let hadFiles = false;
  for (const [name, value] of Object.entries(body && typeof body === 'object' ? body : {}))
    for (const part of [value].flat()) {
      const text = readText(part);
      if (text === undefined) hadFiles = true;
      else if (name !== '_csrf') fields.push([name, text]);
    }
  return { path: url, fields, hadFiles };
}

/** A field of an ordinary form is text; one of a form with files is `{ value }`. */
function readText(part: unknown): string | undefined {
  if (typeof part === 'string') return clean(part);
  const value = part && typeof part === 'object' && 'value' in part ? part.value : undefined;
  return typeof value === 'string' ? clean(value) : undefined;
}

/** What Postgres cannot store. */
export function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
