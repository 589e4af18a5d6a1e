import type { Bytes } from '../bytes.ts';
import { mutate } from './mutate.ts';
import type { Random } from './random.ts';

const LINES = [
  ...[
    'Mend the lock',
    'It did not hold.',
    'words: with a colon',
    'http://example.org',
    '* a list',
    'x',
    ':',
    ': y',
    '-',
  ],
  ...[
    'Signed-off-by: A <a@b.c>',
    'Signed-off-by:',
    'Co-authored-by: J\xf6rg <j@x>',
    'co-authored-by : Ann <a@b>',
    'Key:',
  ],
  ...['Key\t: tab', 'Two words: no', 'Bug #43', 'a-b-c: d', '-: dash', '(cherry picked from commit 1234)', 'Fixes:#1'],
  ...[' continued', '\tcontinued: with', '  ', '\t', '', '', '', '\r', '# comment', '#', '#key: value', 'Conflicts:'],
  ...['\tpath/of/conflict', '\xe9t\xe9: no', 'Key: \xe9', 'Key: a\rb', 'Key:  b  ', '\vKey: v', 'Key: \v', 'K\0: n'],
] as const satisfies [Bytes, ...Bytes[]];

const DIVIDERS = ['---', '--- ', '---\tx', '----', '---x', ' ---', '--'] as const;
const CUT = '# ------------------------ >8 ------------------------';
const ENDS = ['\n', '\n', '\n', '\n', '\r\n', '\n\n', ''] as const;

/** A message made from scratch: mostly lines around a block of trailers, often damaged a little. */
export function makeMessage(random: Random): Bytes {
  const line = (): Bytes =>
    random.chance(0.04) ? random.pick([CUT, random.pick(DIVIDERS), random.pick(DIVIDERS)]) : random.pick(LINES);
  const title = random.chance(0.8) ? 'Title\n\n' : '';
  const message = title + random.several(0, 14, () => line() + random.pick(ENDS)).join('');
  return tame(random.chance(0.3) ? mutate(message, random) : message);
}

/** A real message, mostly damaged. */
export const varyMessage = (message: Bytes, random: Random): Bytes =>
  tame(random.chance(0.8) ? mutate(message, random) : message);

/** git 2.39 never ends where a line that cuts the message off stands behind a divider: no message has both. */
const tame = (message: Bytes): Bytes => (message.includes(CUT) ? message.replaceAll(/^---(?=\s)/gm, '===') : message);
