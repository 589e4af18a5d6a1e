import { JsonBytes } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { encodeData } from './data.ts';

const bytesOf = (text: string) => new JsonBytes(Buffer.from(text));
const written = (data: object) => Buffer.from(encodeData(data)).toString();

describe("an event's data on the wire", () => {
  it('is its JSON', () => {
    expect(written({ id: 1, none: undefined, text: 'ü' })).toBe('{"id":1,"text":"ü"}');
    expect(written({})).toBe('{}');
  });

  it.each([
    [
      'after others',
      { id: 'ü', document: bytesOf('{ "a" : "\\u00fc" }') },
      '{"id":"ü","document":{ "a" : "\\u00fc" }}',
    ],
    ['before others', { document: bytesOf('{}'), none: undefined, id: 1 }, '{"document":{},"id":1}'],
    ['alone', { document: bytesOf('{"a":[1]}') }, '{"document":{"a":[1]}}'],
    ['two of them', { a: bytesOf('{}'), b: bytesOf('[]') }, '{"a":{},"b":[]}'],
  ])('holds a document byte for byte: %s', (_, data, text) => {
    expect(written(data)).toBe(text);
  });
});
