import { describe, expect, it } from '@jest/globals';
import { coAuthorsIn } from './co-authors.ts';

const coAuthorAddresses = (message: string) => coAuthorsIn(message).map(({ email }) => email);

const ann = 'Co-authored-by: Ann <ann@example.org>';
const bob = 'co-AUTHORED-by: Bob <bob@example.org>';

describe('co-authors', () => {
  it.each([
    ['in the last paragraph', `Mend it\n\nBecause.\n\n${ann}\n${bob}\n`, ['ann@example.org', 'bob@example.org']],
    [
      'though a word and its continuation stand between',
      `Mend it\n\n${ann}\nSigned-off-by: C <c@d.org>\nwords\n more`,
      ['ann@example.org'],
    ],
    ['after Windows line ends', `Mend it\r\n\r\n${ann}\r\n${bob}`, ['ann@example.org', 'bob@example.org']],
    ['among other trailers', `Mend it\n\nReviewed-by: Cat\n${ann}`, ['ann@example.org']],
    ['with a value on two lines', 'Mend it\n\nCo-authored-by: Ann\n <ann@example.org>', ['ann@example.org']],
    ['among words where git has signed', `Mend it\n\nwords\n${ann}\nSigned-off-by: C <c@d.org>`, ['ann@example.org']],
  ])('are read %s', (_, message, addresses) => {
    expect(coAuthorAddresses(message)).toEqual(addresses);
  });

  it.each([
    ['in the title', ann],
    ['before the last paragraph', `Mend it\n\n${ann}\n\nBecause.`],
    ['among words', `Mend it\n\nSome words\n${ann}`],
    ['without an address', 'Mend it\n\nCo-authored-by: Ann'],
    ['with an unclosed address', 'Mend it\n\nCo-authored-by: Ann <ann@example.org'],
    ['with words after the address', 'Mend it\n\nCo-authored-by: Ann <ann@example.org> and friends'],
    ['under another name', 'Mend it\n\nCo-authored-with: Ann <ann@example.org>'],
  ])('are not read %s', (_, message) => {
    expect(coAuthorAddresses(message)).toEqual([]);
  });
});

it('are found in a long line as fast as in a short one', () => {
  const started = performance.now();
  coAuthorsIn(`co-authored-by\n\n${'a-b '.repeat(250_000)}\nkey: ${'x:'.repeat(250_000)}`);
  expect(performance.now() - started).toBeLessThan(500);
});
