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

/** The same for work that is done on one thing after the other: `items.map(work)`, with turns in between. */
export function eachInTurns<Item, Made>(items: Iterable<Item>, work: (item: Item) => Made): Promise<Made[]> {
  return inTurns(eachOf(items, work));
}

function* eachOf<Item, Made>(items: Iterable<Item>, work: (item: Item) => Made): Generator<Made> {
  for (const item of items) yield work(item);
}
