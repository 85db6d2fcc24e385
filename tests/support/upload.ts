import type { LightMyRequestResponse as Response } from 'fastify';
import type { TestSite } from './app.ts';
import type { TestBrowser } from './session.ts';

export interface TestFile {
  name: string;
  content: Uint8Array<ArrayBuffer>;
}

/** Sends a form with files as a browser does. */
export async function upload(
  { app, deps }: TestSite,
  { cookies, csrf }: TestBrowser,
  url: string,
  files: TestFile[],
  fields: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ _csrf: csrf(), ...fields })) form.append(name, value);
  for (const { name, content } of files) form.append('files', new Blob([content]), name);
  const body = new globalThis.Response(form);
  const { origin, host } = new URL(deps.config.publicUrl);
  const headers = { host, origin, 'content-type': body.headers.get('content-type') ?? '' };
  return app.inject({ method: 'POST', url, cookies, headers, payload: Buffer.from(await body.arrayBuffer()) });
}

/** The smallest PNG that a browser shows. */
export const smallPng = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
