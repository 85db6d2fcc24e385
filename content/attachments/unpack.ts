import { unzipSync } from 'fflate';
import { UnreadableFile } from './unreadable-file.ts';

const MAX_UNPACKED = 100 * 1024 * 1024;
const MAX_PARTS = 10_000;

/** What a file may still unpack, with all the files within it. */
export interface Budget {
  bytes: number;
}

export function fullBudget(): Budget {
  return { bytes: MAX_UNPACKED };
}

/**
 * The wanted parts of a zip file by name; `names` are those of all. Throws `UnreadableFile` for one that unpacks to more
 * than `budget`, wanted or not: fflate unpacks no more of a part than the size it states.
 */
export function unpack(
  bytes: Uint8Array,
  wants: (name: string, size: number) => boolean,
  budget: Budget,
): { names: Set<string>; parts: Map<string, Uint8Array> } {
  const names = new Set<string>();
  const parts = unzipSync(bytes, {
    filter({ name, size, originalSize }) {
      budget.bytes -= Math.max(size, originalSize);
      if (!(budget.bytes >= 0) || names.size >= MAX_PARTS)
        throw new UnreadableFile('Filen fylder for meget, når den pakkes ud. Gør den mindre, og prøv igen.');
      // Programs disagree on which of two parts by one name is shown.
      if (names.has(name)) throw new UnreadableFile('Filen kan ikke læses. Gem den igen, og prøv en gang til.');
      names.add(name);
      return wants(name, originalSize);
    },
  });
  return { names, parts: new Map(Object.entries(parts)) };
}
