import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { MAX_FILE_BYTES } from '#content/attachments/check-file.ts';

const MB = 1024 * 1024;
const BODY_LIMIT = MB;
const UPLOAD_LIMITS = { fileSize: MAX_FILE_BYTES, files: 12, fields: 500, fieldSize: MB / 4, parts: 512 };
/** All files of a form together; somebody who has not signed in may lose files, but not words. */
const TOTAL_LIMIT = { signedIn: 125 * MB, anonymous: 12 * MB };

class TooLarge extends Error {
  readonly statusCode = 413;
}

/** Reads forms, also those with files, whose fields then are `{ value }` and whose files have `toBuffer()`. */
export async function registerForms(area: FastifyInstance): Promise<void> {
  area.addHook('onRoute', (route) => {
    route.bodyLimit ??= BODY_LIMIT;
  });
  await area.register(formbody);
  await area.register(multipart, {
    attachFieldsToBody: true,
    limits: UPLOAD_LIMITS,
    onFile: async function keepFile(part) {
      // A file that nobody may send is read past, so that the fields after it are found.
      if (this.user) await part.toBuffer();
      else part.file.resume();
    },
  });
  area.addHook('onRequest', async ({ headers, user }) => {
    if (!headers['content-type']?.startsWith('multipart/form-data')) return;
    const size = Number(headers['content-length'] ?? 0);
    // Browsers say how long a form is; a stranger who does not could send without end.
    const isEndless = !user && headers['transfer-encoding'] !== undefined;
    if (isEndless || size > (user ? TOTAL_LIMIT.signedIn : TOTAL_LIMIT.anonymous)) throw new TooLarge();
  });
}
