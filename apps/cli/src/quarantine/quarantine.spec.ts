import { describe, expect, it } from '@jest/globals';
import { arbiterctl } from '../testing/terminal.ts';

describe('arbiterctl quarantine', () => {
  it.each(['release', 'release --all 2d4f6c1e-0a3b-5c7d-9e8f-1a2b3c4d5e6f', 'list --limit none', 'show'])(
    'refuses `%s`',
    async (line) => {
      expect((await arbiterctl(`quarantine ${line}`)).code).toBe(2);
    },
  );

  it('says so when no gateway answers', async () => {
    const { code, err } = await arbiterctl('quarantine release --all --gateway http://127.0.0.1:1');
    expect(code).toBe(1);
    expect(err).toContain('Nothing answers at http://127.0.0.1:1');
  });
});
