import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { HandlerTimeout, failureOf } from './failure.ts';

const complaint = (): unknown => {
  const { error } = z
    .object({ push: z.object({ part: z.number() }) })
    .safeParse({ push: { part: 'jane@example.org' } });
  return error;
};

test.each([
  [
    'an error of a catalogue',
    Object.assign(new Error('no price'), { code: 'unpriced' }),
    'unpriced',
    'Error: no price',
  ],
  ['an error without a code', new TypeError('x is undefined'), 'failed', 'TypeError: x is undefined'],
  ['broken JSON', new SyntaxError('Unexpected token j in "jane@…"'), 'undecodable', 'not a JSON document'],
  ['a broken contract', complaint(), 'invalid', 'push.part: Invalid input: expected number, received string'],
  ['a timeout', new HandlerTimeout(300), 'timeout', 'HandlerTimeout: the handler took longer than 300 s'],
  ['no error at all', 'oh', 'failed', 'string'],
])('%s is told by code and message', (_name, error, code, message) => {
  expect(failureOf(error)).toEqual({ code, message });
});

test('addresses, line breaks and long texts do not get into headers', () => {
  const { message } = failureOf(new Error(`duplicate key (jane.doe@example.org)\nDetail: ${'x'.repeat(1000)}`));
  expect(message).toContain('duplicate key [address]');
  expect(message).not.toMatch(/jane|\n/);
  expect(message.length).toBeLessThanOrEqual(300);
});
