import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const publicFolder = join(import.meta.dirname, '../../public');
const designSystem = join(import.meta.dirname, '../../node_modules/dkfds/dist');

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The short names that views use for files of the design system. */
const shortNames: Record<string, string> = { 'dkfds.css': 'dkfds/css/dkfds.min.css' };

const compressors = {
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }),
  gzip: (content: Buffer) => promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }),
};
type Encoding = keyof typeof compressors;

export interface Assets {
  /** Names this set of files: it changes when one of them does. */
  hash: string;
  /** The address of a file, good for a year since it holds the hash. */
  url(name: string): string;
}

/** Serves `public/` and the design system's own files. The folder structure of the latter keeps its relative links. */
export function registerAssets(app: FastifyInstance): Assets {
  const files = new Map([...listFiles(publicFolder, ''), ...listFiles(designSystem, 'dkfds/')]);
  const hash = hashOf(files);
  const contents = new Map<string, Promise<Buffer>>();
  // Each file is read, and compressed, once: by the first request that takes it.
  const contentOf = (file: string, encoding?: Encoding) => {
    const key = `${encoding ?? ''} ${file}`;
    const content = contents.get(key) ?? readFile(file).then(encoding ? compressors[encoding] : (whole) => whole);
    contents.set(key, content);
    return content;
  };
  app.get<{ Params: { hash: string; '*': string } }>(
    '/assets/:hash/*',
    { logLevel: 'warn', config: { access: 'public' } },
    async (request, reply) => {
      const file = files.get(request.params['*']);
      if (!file) return reply.callNotFound();
      const type = types[extname(file)] ?? '';
      const encoding = type.includes('charset') ? acceptedEncoding(request.headers['accept-encoding']) : undefined;
      reply.header('vary', 'accept-encoding').type(type);
      // An old page may still ask for an old hash: it gets today's file, but not for a year.
      reply.header(
        'cache-control',
        request.params.hash === hash ? 'public, max-age=31536000, immutable' : 'public, max-age=60',
      );
      if (encoding) reply.header('content-encoding', encoding);
      return reply.send(await contentOf(file, encoding));
    },
  );
  return { hash, url: (name) => `/assets/${hash}/${shortNames[name] ?? name}` };
}

/** The files below `folder` of a type that we serve, by `prefix` and relative path. */
function* listFiles(folder: string, prefix: string): Generator<[string, string]> {
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (types[extname(path)]) yield [prefix + path.replaceAll('\\', '/'), join(folder, path)];
}

function hashOf(files: Map<string, string>): string {
  const hash = createHash('sha256');
  for (const [name, file] of [...files].sort()) {
    hash.update(name);
    // The design system changes only with its version, so its thousand icons need not be read at each start.
    if (!name.startsWith('dkfds/')) hash.update(readFileSync(file));
  }
  return hash
    .update(readFileSync(join(designSystem, '../package.json')))
    .digest('hex')
    .slice(0, 16);
}

function acceptedEncoding(header: string | string[] | undefined): Encoding | undefined {
  const accepted = String(header ?? '');
  if (/\bbr\b/.test(accepted)) return 'br';
  return /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
}
