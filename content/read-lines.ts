/** A line of a text file, with its number from 1; `error` when it cannot be read as text. */
export type Line = { number: number; text: string; error?: never } | { number: number; text?: never; error: string };

/** Far above any real entry; it bounds what a file without line breaks can take of memory. */
const MAX_LINE_BYTES = 4 * 1024 * 1024;
const NEWLINE = 0x0a;

/** Reads lines of UTF-8 one by one, holding one line in memory; leaves out blank ones. */
export async function* readLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let pending: Buffer[] = [];
  let size = 0;
  let number = 0;
  const keep = (part: Buffer) => {
    size += part.length;
    if (size <= MAX_LINE_BYTES) pending.push(part);
  };
  const take = (): Line | undefined => {
    number += 1;
    const line = size > MAX_LINE_BYTES ? { number, error: 'Linjen er længere end 4 MB.' } : decode(number, pending);
    pending = [];
    size = 0;
    return line.text?.trim() === '' ? undefined : line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, end));
      start = end + 1;
      const line = take();
      if (line) yield line;
    }
    keep(chunk.subarray(start));
  }
  const last = size > 0 && take();
  if (last) yield last;
}

function decode(number: number, parts: Buffer[]): Line {
  try {
    return { number, text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)) };
  } catch {
    return { number, error: 'Linjen er ikke UTF-8. Gem filen som UTF-8.' };
  }
}
