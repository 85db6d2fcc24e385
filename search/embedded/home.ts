import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/** Where the embedded Meilisearch keeps its things, as real absolute paths: processes are recognised by them. */
export type Home = { folder: string; bin: string; database: string; dumps: string; snapshots: string; log: string };

export function openHome(dataDir: string): Home {
  mkdirSync(join(dataDir, 'meilisearch', 'bin'), { recursive: true, mode: 0o700 });
  const folder = realpathSync(join(dataDir, 'meilisearch'));
  return {
    folder,
    bin: join(folder, 'bin'),
    database: join(folder, 'data.ms'),
    dumps: join(folder, 'dumps'),
    snapshots: join(folder, 'snapshots'),
    log: join(folder, 'meilisearch.log'),
  };
}
