import { describe, expect, it } from '@jest/globals';
import { inCommon } from './in-common.ts';

describe('records of a batch', () => {
  it('say once what they have in common, and keep their order', () => {
    expect(
      inCommon([
        { id: 'a', model: 'm', pico: '1', team: null },
        { id: 'b', model: 'm', pico: '2', team: null },
        { id: 'c', model: 'm', pico: '1', team: null },
      ]),
    ).toEqual({
      common: { model: 'm', team: null },
      entries: [
        { id: 'a', pico: '1' },
        { id: 'b', pico: '2' },
        { id: 'c', pico: '1' },
      ],
    });
  });

  it('have everything in common where there is one, and nothing where there is none', () => {
    expect(inCommon([{ id: 'a' }])).toEqual({ common: { id: 'a' }, entries: [{}] });
    expect(inCommon([])).toEqual({ common: {}, entries: [] });
  });
});
