import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { arbiterctl } from '../testing/terminal.ts';

const one = 'The lock is never released when `parse()` throws.';
const other = 'If parse() throws an exception, the mutex stays locked.';
const third = 'The button has no accessible label.';
const piped = (text: string) => ({ in: () => Readable.from([Buffer.from(text)]) });

describe('arbiterctl review duplicates', () => {
  it('answers one line for each line, and fails at the end when one is no pair', async () => {
    const lines = [JSON.stringify({ a: one, b: one }), 'nonsense', JSON.stringify({ a: one, b: third }), ''];
    const { code, out } = await arbiterctl('review duplicates --file -', piped(lines.join('\n')));
    expect(code).toBe(1);
    const answers = out.trim().split('\n').map((line) => JSON.parse(line) as object); // prettier-ignore
    expect(answers).toMatchObject([
      { score: 1, duplicate: true },
      { error: { code: 'pair-invalid' } },
      { duplicate: false },
    ]);
  });

  it('measures pairs that are known', async () => {
    const known = { same: [[one, other]], different: [{ a: one, b: third }] };
    const { code, out } = await arbiterctl('review duplicates --file -', piped(JSON.stringify(known)));
    expect([code, JSON.parse(out)]).toMatchObject([0, { same: 1, different: 1, auc: 1 }]);
  });

  it('says that it cannot read what is not there', async () => {
    expect((await arbiterctl('review duplicates --file /nowhere')).code).toBe(2);
  });
});
