import { SingleBar } from 'cli-progress';

/** Shows how far something is: a bar on a terminal, else a line now and then. Writes to stderr. */
export interface Progress {
  /** So many of the total are done. */
  readonly at: (done: number) => void;
  readonly end: () => void;
}

const LINE_EVERY_MS = 5_000;

/** @param what what is counted, such as "commits sent" */
export function startProgress(what: string, total: number): Progress {
  return process.stderr.isTTY ? bar(what, total) : lines(what, total);
}

function bar(what: string, total: number): Progress {
  const shown = new SingleBar({
    format: `${what.padEnd(16)} {bar} {value}/{total}  {eta_formatted}`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    etaBuffer: 200,
    stream: process.stderr,
  });
  shown.start(total, 0);
  return {
    at: (done) => {
      shown.update(done);
    },
    end: () => {
      shown.stop();
    },
  };
}

function lines(what: string, total: number): Progress {
  let last = performance.now();
  let latest = 0;
  const print = () => process.stderr.write(`${what}: ${String(latest)} of ${String(total)}\n`);
  return {
    at: (done) => {
      latest = done;
      if (performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      print();
    },
    end: print,
  };
}
