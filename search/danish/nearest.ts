/** Words to compare others with: where one begins like the word before it is known, so that it is compared once. */
export interface NearWords {
  /** In an order in which words that begin alike stand together. */
  words: string[];
  /** How many first letters of each are those of the word before it. */
  shared: Uint8Array;
}

const LONGEST_SHARED = 255;

export function createNearWords(words: string[]): NearWords {
  const shared = new Uint8Array(words.length);
  for (let i = 1; i < words.length; i++) shared[i] = countShared(words[i - 1] ?? '', words[i] ?? '');
  return { words, shared };
}

/**
 * Calls `found` for each of the words that at most `most` slips lead to from `word`: a letter too many, missing, wrong,
 * or changed places with its neighbour (no letter takes part in two).
 */
export function findNear(
  { words, shared }: NearWords,
  word: string,
  most: number,
  found: (index: number, slips: number) => void,
): void {
  const table = createTable(word, most);
  let ready = 0; // letters of the last word compared whose rows still hold
  for (let i = 0; i < words.length; i++) {
    const candidate = words[i] ?? '';
    ready = Math.min(ready, shared[i] ?? 0);
    let alive = true;
    while (alive && ready < candidate.length) alive = table.addLetter(candidate, ready++);
    if (alive) {
      const slips = table.slipsAt(ready);
      if (slips <= most) found(i, slips);
      continue;
    }
    // All words that begin with these letters are too far away.
    while (i + 1 < words.length && (shared[i + 1] ?? 0) >= ready) i++;
  }
}

/**
 * The table of slips between the beginnings of `word` (columns) and those of a candidate (rows). Only the columns near
 * the diagonal are worked out, since the others are too far away by their length alone.
 */
function createTable(word: string, most: number) {
  const width = word.length + 1;
  const tooMany = most + 1;
  const rows = [Uint8Array.from({ length: width }, (_, column) => Math.min(column, tooMany))];
  const letters = Uint16Array.from({ length: word.length }, (_, index) => word.charCodeAt(index));

  return {
    /** Works out the row of the candidate's letter at `index`; false when no word that goes on from it can be near. */
    addLetter: (candidate: string, index: number): boolean => {
      const depth = index + 1;
      const first = Math.max(1, depth - most);
      const last = Math.min(width - 1, depth + most);
      if (depth - most > word.length) return false;
      rows[depth] ??= new Uint8Array(width);
      const row = rows[depth] as Uint8Array;
      const above = rows[depth - 1] as Uint8Array;
      const twoAbove = rows[depth - 2];
      const letter = candidate.charCodeAt(index);
      const before = index > 0 ? candidate.charCodeAt(index - 1) : -1;
      row.fill(tooMany);
      if (depth <= most) row[0] = depth;
      let least = row[0] as number;
      for (let column = first; column <= last; column++) {
        const own = letters[column - 1];
        let slips = Math.min(
          (above[column - 1] as number) + (own === letter ? 0 : 1),
          (above[column] as number) + 1,
          (row[column - 1] as number) + 1,
        );
        if (twoAbove && column > 1 && own === before && letters[column - 2] === letter)
          slips = Math.min(slips, (twoAbove[column - 2] as number) + 1);
        row[column] = Math.min(slips, tooMany);
        if (slips < least) least = slips;
      }
      return least <= most;
    },
    slipsAt: (depth: number): number => rows[depth]?.[width - 1] ?? tooMany,
  };
}

function countShared(a: string, b: string): number {
  const most = Math.min(a.length, b.length, LONGEST_SHARED);
  let count = 0;
  while (count < most && a.charCodeAt(count) === b.charCodeAt(count)) count++;
  return count;
}
