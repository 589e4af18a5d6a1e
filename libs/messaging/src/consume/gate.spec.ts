import { expect, test } from '@jest/globals';
import { Gate } from './gate.ts';

/** A task that notes when it begins and ends, and ends when told. */
function task(name: string, notes: string[]) {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  return {
    end: () => {
      resolve(undefined);
    },
    run: async () => {
      notes.push(`${name} begins`);
      await promise;
      notes.push(`${name} ends`);
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('who is alone waits for those inside, and those who come later wait for them', async () => {
  const gate = new Gate();
  const notes: string[] = [];
  const [a, b, c] = [task('a', notes), task('b', notes), task('c', notes)];
  const all = [gate.beside(a.run), gate.alone(b.run), gate.beside(c.run)];
  c.end();
  await settle();
  expect(notes).toEqual(['a begins']);
  a.end();
  await settle();
  expect(notes).toEqual(['a begins', 'a ends', 'b begins']);
  b.end();
  await Promise.all(all);
  expect(notes.slice(3)).toEqual(['b ends', 'c begins', 'c ends']);
});

test('two who want to be alone take turns, also when the first fails', async () => {
  const gate = new Gate();
  const notes: string[] = [];
  const second = task('second', notes);
  const failing = gate.alone(() => Promise.reject(new Error('first')));
  const waiting = gate.alone(second.run);
  second.end();
  await expect(failing).rejects.toThrow('first');
  await waiting;
  expect(notes).toEqual(['second begins', 'second ends']);
});
