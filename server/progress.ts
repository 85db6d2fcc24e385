import { Presets, SingleBar } from 'cli-progress';

const LINE_EVERY_MS = 5000;

export interface Progress {
  /** Says how far the work is. */
  at(what: string, count: number): void;
  /** Writes a line that stays. */
  note(line: string): void;
  end(): void;
}

/** Progress of a long command on standard error: a bar on a terminal, now and then a plain line elsewhere. */
export function createProgress(total?: number): Progress {
  return process.stderr.isTTY ? bar(total) : lines();
}

function bar(total = 0): Progress {
  const format = total ? '{what} {bar} {value} of {total}' : '{what} {value}';
  const single = new SingleBar({ format, clearOnComplete: true, hideCursor: true }, Presets.rect);
  single.start(total, 0, { what: '' });
  return {
    at: (what, count) => single.update(count, { what }),
    note: (line) => {
      process.stderr.write(`\r\u001b[K${line}\n`);
    },
    end: () => single.stop(),
  };
}

function lines(): Progress {
  let next = Date.now() + LINE_EVERY_MS;
  return {
    at: (what, count) => {
      if (Date.now() < next) return;
      next = Date.now() + LINE_EVERY_MS;
      process.stderr.write(`${what} ${count}\n`);
    },
    note: (line) => {
      process.stderr.write(`${line}\n`);
    },
    end: () => {},
  };
}
