import { expect, test } from '@jest/globals';
import { Slots } from './slots.ts';

/** Asks for slots, and notes who got theirs, in that order. */
function asking(slots: Slots) {
  const got: string[] = [];
  const ask = (name: string, count?: number) => {
    const turn = slots.take(count);
    if (turn) void turn.then(() => got.push(name));
    else got.push(name);
  };
  return { ask, got: async () => (await Promise.resolve(), got) };
}

test('slots are given in the order of asking, and nobody overtakes who needs more of them', async () => {
  const slots = new Slots(3);
  const { ask, got } = asking(slots);
  ask('one');
  ask('two', 2);
  ask('all', 3);
  ask('small');
  expect(await got()).toEqual(['one', 'two']);
  slots.give(2);
  expect(await got()).toEqual(['one', 'two']);
  slots.give();
  expect(await got()).toEqual(['one', 'two', 'all']);
  slots.give(3);
  expect(await got()).toEqual(['one', 'two', 'all', 'small']);
});

test('whoever needs more slots than there are gets them all, and gives back as many', async () => {
  const slots = new Slots(2);
  const { ask, got } = asking(slots);
  ask('large', 100);
  ask('next');
  expect(await got()).toEqual(['large']);
  slots.give(100);
  expect(await got()).toEqual(['large', 'next']);
  ask('third');
  ask('fourth');
  expect(await got()).toEqual(['large', 'next', 'third']);
});
