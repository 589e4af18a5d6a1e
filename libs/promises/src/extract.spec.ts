import { describe, expect, it } from '@jest/globals';
import { extract } from './extract.ts';
import { MAX_ITEMS } from './item.ts';

const AT = '2026-11-18T10:00:00+01:00';

describe('extract', () => {
  it('quotes exactly what stands between its offsets, whatever surrounds it', () => {
    const text =
      "Ünïcode 🎉 first.\r\n\r\n```js\nx()\n```\n\n  * I'll fix `a.b()` by Friday — promised 🤞.\n\nThis is a hack.\n";
    const { items } = extract({ text, at: AT });
    expect(items.map(({ type }) => type)).toEqual(['commitment', 'debt']);
    for (const item of items) expect(text.slice(item.start, item.end)).toBe(item.text);
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
  ])('takes time in proportion to a text of %s', (_, unit) => {
    const text = `I will fix it. TODO ${unit.repeat(1_000_000 / unit.length)}`;
    const began = performance.now();
    extract({ text, at: AT });
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
