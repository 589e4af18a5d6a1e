import type { Bytes } from '../bytes.ts';
import type { Random } from './random.ts';

/** What changes the meaning of a line, or looks as if it did. */
const PIECES = [
  ...['<', '>', '<>', '#', ':', '-', '\n', '\n\n', '\r\n', '\r', ' ', '\t', '\v', '\f', '\0', '\x7f', '\xe9', '\xff'],
  ...[
    '---\n',
    '---',
    '\n--- \n',
    '# comment\n',
    'Signed-off-by: ',
    '(cherry picked from commit ',
    'Conflicts:\n',
    '\tpath\n',
  ],
  ...['A', 'z', '0', ', ', '\n continued', '\xc3\xbc', '\x1b[2J', 'x'.repeat(1020)],
] as const satisfies [Bytes, ...Bytes[]];

/** The text with a few pieces put in, taken out, doubled or exchanged. */
export function mutate(text: Bytes, random: Random): Bytes {
  let mutated = text;
  for (let times = 1 + random.below(4); times > 0; times -= 1) {
    const at = random.below(mutated.length + 1);
    const end = Math.min(mutated.length, at + random.below(random.chance(0.2) ? 40 : 3));
    const piece = random.pick<Bytes>([random.pick(PIECES), '', mutated.slice(at, end).repeat(2), randomByte(random)]);
    mutated = mutated.slice(0, at) + piece + mutated.slice(random.chance(0.5) ? at : end);
  }
  return mutated;
}

const randomByte = (random: Random): Bytes => String.fromCharCode(random.below(256));
