import { describe, expect, it } from '@jest/globals';
import { maskAddresses } from './mask-addresses.ts';

describe('a text with addresses', () => {
  it.each([
    ['write to jane.doe@example.org today', 'write to ••••.•••@•••••••.••• today'],
    ['(jane@example.org), bob@b.co.uk.', '(••••@•••••••.•••), •••@•.••.••.'],
    ['jane@bücher.de', '••••@••••••.••'],
    ['<jane@laptop>', '<••••@••••••>'],
    ['Signed-off-by: Jane Doe <jane@x.org>', 'Signed-off-by: •••• ••• <••••@•.•••>'],
    [
      'a\nCo-authored-by: J. D. <j@x.org>\nReviewed-by: K <k@x.org>',
      'a\nCo-authored-by: •. •. <•@•.•••>\nReviewed-by: • <•@•.•••>',
    ],
    ['thanks to Jane Doe <jane@x.org>', 'thanks to Jane Doe <••••@•.•••>'],
    ['mailto:jane@x.org', 'mailto:••••@•.•••'],
  ])('%j becomes %j', (text, masked) => {
    expect(maskAddresses(text)).toBe(masked);
    expect(masked).toHaveLength(text.length);
  });

  it.each(['no address', '@Injectable()', 'lodash@4.17.21', 'actions/checkout@v4', '@jane please', 'a @ b', '@', 'x@'])(
    '%j stays as it is',
    (text) => {
      expect(maskAddresses(text)).toBe(text);
    },
  );

  it('is done in a time that grows with its length alone', () => {
    const texts = [
      'a'.repeat(65_536) + '@',
      '@'.repeat(65_536),
      'a@'.repeat(32_768),
      'a.b@c.de '.repeat(7_000),
      'x-by: <'.repeat(9_000) + '@b.c',
    ];
    const started = performance.now();
    for (const text of texts) expect(maskAddresses(text)).toHaveLength(text.length);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
