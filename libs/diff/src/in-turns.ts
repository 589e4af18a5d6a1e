import { setImmediate } from 'node:timers/promises';

/** How long work may hold the event loop, milliseconds. */
const TURN = 20;

/**
 * Takes what an iterator makes, as `[...steps]` does, and lets everybody else have their turn as soon as one has taken long
 * enough: a diff of 50 MB is no reason for others to wait. No step is interrupted.
 */
export async function inTurns<Item>(steps: Iterable<Item>): Promise<Item[]> {
  const made: Item[] = [];
  let end = performance.now() + TURN;
  for (const item of steps) {
    made.push(item);
    if (performance.now() < end) continue;
    await setImmediate();
    end = performance.now() + TURN;
  }
  return made;
}

/** Work that can be interrupted wherever it yields, and what comes of it. */
export type Steps<Made> = Generator<undefined, Made>;

/** How many lines a step takes that goes line by line: a few milliseconds of work. */
const LINES = 5_000;

/** Takes work to its end, and gives back what came of it; others have their turns between its steps. */
export async function finishInTurns<Made>(steps: Steps<Made>): Promise<Made> {
  let made: Made | undefined;
  await inTurns(
    (function* () {
      made = yield* steps;
    })(),
  );
  return made as Made;
}

/** The same in one go, for whom nothing waits. */
export function finish<Made>(steps: Steps<Made>): Made {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** Does something with each line, however many there are. */
export function* eachLine<Line>(lines: readonly Line[], work: (line: Line, index: number) => void): Steps<void> {
  for (const [index, line] of lines.entries()) {
    work(line, index);
    if (index % LINES === LINES - 1) yield;
  }
}

/** The same for work that is done on one thing after the other: `items.map(work)`, with turns in between. */
export function eachInTurns<Item, Made>(items: Iterable<Item>, work: (item: Item) => Made): Promise<Made[]> {
  return inTurns(eachOf(items, work));
}

function* eachOf<Item, Made>(items: Iterable<Item>, work: (item: Item) => Made): Generator<Made> {
  for (const item of items) yield work(item);
}
