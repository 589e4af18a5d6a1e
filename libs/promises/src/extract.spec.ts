import { describe, expect, it } from '@jest/globals';
import { extract } from './extract.ts';
import { MAX_ITEMS } from './item.ts';
import { previewDeadlines, previewItems } from './preview.ts';

const AT = '2026-11-18T10:00:00+01:00';

describe('extract', () => {
  it('quotes exactly what stands between its offsets, whatever surrounds it', () => {
    const text =
      "Ünïcode 🎉 first.\r\n\r\n```js\nx()\n```\n\n  * I'll fix `a.b()` by Friday — promised 🤞.\n\nThis is a hack.\n";
    const { items } = extract({ text, at: AT });
    expect(items.map(({ type }) => type)).toEqual(['commitment', 'debt']);
    for (const item of items) expect(text.slice(item.start, item.end)).toBe(item.text);
  });

  it('promises for no day that is over, and says so of a day that never comes', () => {
    const deadlineOf = (text: string) => extract({ text, at: AT }).items[0];
    expect(deadlineOf("I'll fix what broke yesterday.")?.deadline).toBeNull();
    expect(deadlineOf("By Friday I'll fix it and I'll update the docs next week.")?.deadline?.text).toBe('Friday');
    expect(deadlineOf("It is odd right now, but I'll fix it tomorrow.")?.deadline?.text).toBe('tomorrow');
    expect(deadlineOf("I'll fix what 2026-11-01 brought.")?.deadline).toBeNull();
    expect(deadlineOf("I'll fix the regression of November 3, 2026 by Friday.")?.deadline?.text).toBe('Friday');
    expect(deadlineOf("I'll fix it by 2020-01-31.")?.deadline?.at).toBe('2020-01-31T17:00:00+01:00');
    expect(deadlineOf("I'll fix it by February 30.")).toMatchObject({ deadline: null, impossible: 'February 30' });
  });

  it('is not sure of what is put in doubt, and a preview then calls it ambiguous', () => {
    const text = { text: "Maybe I'll rebase this.", at: AT };
    expect(extract(text).items).toMatchObject([{ confidence: 0.7, ambiguous: false }]);
    expect(previewItems(text).items).toMatchObject([{ confidence: 0.7, ambiguous: true }]);
    expect(previewItems(text, { sure: 0.5 }).items).toMatchObject([{ ambiguous: false }]);
  });

  it('quotes exactly, wherever the text is odd', () => {
    const odd = [
      '🎉',
      '\r\n',
      '\u2028',
      '\u0000',
      '\ud800',
      'é',
      '\uFFFC',
      '\t',
      '\n\n',
      ' ',
      '`',
      '"',
      '<!--',
      '>',
      '. ',
    ];
    const said = [
      "I'll fix it by Friday.",
      'TODO: clean up',
      'This is a hack',
      'Will add a test in the next PR!',
      'Feb 30',
    ];
    let seed = 1;
    const next = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
    for (let round = 0; round < 500; round++) {
      const parts = Array.from({ length: 12 }, () => (next(3) === 0 ? said : odd)[next(5)] ?? odd[next(15)]);
      const text = parts.join(next(2) === 0 ? '' : ' ');
      const { items } = extract({ text, at: AT, zone: 'Europe/Berlin' });
      for (const { start, end, text: words } of items) {
        expect(text.slice(start, end)).toBe(words);
        expect(words).not.toBe('');
      }
      expect(items.map(({ start }) => start)).toEqual(items.map(({ start }) => start).sort((a, b) => a - b));
    }
  });

  it('does not part the two halves of a character in a text without end', () => {
    const text = `I will fix TODO ${'🎉'.repeat(1000)}`;
    for (const { text: words } of extract({ text, at: AT }).items) expect(words.isWellFormed()).toBe(true);
  });

  it('answers in the fixed form', () => {
    const text = "I'll fix this hack in the next PR. Will do. @bob will fix it by Friday. TODO: more";
    expect(extract({ text, at: AT }).items).toHaveLength(5);
  });

  it('says the same every time', () => {
    const input = { text: "I'll fix this hack tomorrow and we'll add tests next week.", at: AT };
    expect(extract(input)).toEqual(extract(input));
  });

  it('finds nothing in nothing', () => {
    for (const text of ['', ' \n', '\u0000', '\ud800', '>', '```'])
      expect(extract({ text, at: AT })).toEqual({ items: [] });
  });

  it('keeps to the most items that an answer holds', () => {
    const text = "I'll fix it by Friday.\n".repeat(1000);
    expect(extract({ text, at: AT }).items).toHaveLength(MAX_ITEMS);
  });

  it.each([
    ['letters', 'a'],
    ['words', 'I will '],
    ['hints', "I'll try to go and "],
    ['quotes', '"`'],
    ['dots', 'a.b'],
    ['comments', '<!--'],
    ['blanks', ' '],
    ['new lines', '\n'],
    ['blank lines', ' \n'],
    ['events', 'I will fix it once a b c '],
    ['passives', 'to be fixed '],
    ['numbers', '1 '],
    ['masks', '\uFFFC'],
    ['todos', 'TODO '],
    ['sentences', "I'll fix it by Friday. "],
    ['days', 'Friday '],
    ['dates', '12/24/2026 Fri 14th '],
    ['times', 'at 5 pm '],
    ['days ahead', 'the day after '],
    ['lengths', 'two weeks from '],
    ['months', 'May 5 march '],
    ['slashes', '1/'],
  ])('takes time in proportion to a text of %s', (_, unit) => {
    const text = `I will fix it. TODO ${unit.repeat(1_000_000 / unit.length)}`;
    const began = process.cpuUsage(); // what others do on the machine meanwhile is not measured
    extract({ text, at: AT, zone: 'Europe/Berlin' });
    previewDeadlines({ text, at: AT, zone: 'Europe/Berlin' });
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(6000);
  });
});
