import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arbiterctl } from '../testing/terminal.ts';

describe('arbiterctl prices quote', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'arbiterctl-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('prices one call, offline', async () => {
    const { code, out } = await arbiterctl('prices quote --model gpt-4o --usage {"input":4,"output":1} -o json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ model: 'gpt-4o', usd: '0.000020000000', pico: '20000000' });
  });

  it('fails for a model without a price, and says so', async () => {
    const { code, out } = await arbiterctl('prices quote --model no-such --usage {} -o json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ model: 'no-such', error: { code: 'model-unpriced' } });
  });

  it('answers one line for each line, and fails at the end when one has no price', async () => {
    const file = join(folder, 'calls.jsonl');
    const lines = [
      { model: 'gpt-4o', usage: { input: 1 } },
      { model: 'no-such', usage: { input: 1 } },
      { model: 'gpt-4o', usage: { input: 2 }, serviceTier: 'priority', at: '2026-01-01' },
    ];
    writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
    const { code, out } = await arbiterctl(`prices quote --file ${file} -o json`);
    expect(code).toBe(1);
    const answers = out.trim().split('\n').map((line) => JSON.parse(line) as object); // prettier-ignore
    expect(answers).toMatchObject([{ pico: '2500000' }, { error: { code: 'model-unpriced' } }, { pico: '8500000' }]);
  });

  it('refuses what makes no sense', async () => {
    for (const line of [
      'prices quote',
      'prices quote --model gpt-4o --usage nonsense',
      'prices quote --file /nowhere',
    ]) {
      expect((await arbiterctl(line)).code).toBe(2);
    }
  });
});

describe('money on the command line', () => {
  it('says so when no gateway answers', async () => {
    const { code, err } = await arbiterctl('spend --gateway http://127.0.0.1:1');
    expect(code).toBe(1);
    expect(err).toContain('Nothing answers at http://127.0.0.1:1');
  });
});
