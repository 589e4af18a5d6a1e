import { describe, expect, it } from '@jest/globals';
import { added } from '../testing/diffs.ts';
import { redactFiles } from './redact-files.ts';
import { redactFile } from './redact.ts';

const KEY = [
  '-----BEGIN RSA PRIVATE KEY-----',
  ...Array<string>(400).fill('k'.repeat(64)),
  '-----END RSA PRIVATE KEY-----',
];
const CODE = 'const value = compute("some words", 12); // what follows is long';

/** A file whose one hunk is long enough for a thread of its own, with secrets where its parts meet. */
const long = (path: string) => {
  const lines = Array<string>(5_000).fill(CODE);
  lines.splice(1_900, KEY.length, ...KEY);
  lines[4_000] = 'const key = "AKIAIOSFODNN7EXAMPLF";';
  lines[4_500] = '+ a line\r';
  lines[4_501] = '';
  return added(path, lines.join('\n'));
};

describe('secrets of many and of long files', () => {
  it('are taken out as they are of one file after the other', async () => {
    const files = [
      added('a.ts', 'const a = 1;'),
      long('b.ts'),
      added('c.ts', 'key = "AKIAIOSFODNN7EXAMPLF"'),
      long('d.ts'),
    ];
    const clean = await redactFiles(files);
    // As text: to compare line for line takes longer than to redact.
    expect(JSON.stringify(clean)).toBe(JSON.stringify(files.map(redactFile)));
    expect(clean[0]).toBe(files[0]);
    expect(JSON.stringify(clean)).not.toContain('AKIA');
    expect(JSON.stringify(clean)).not.toContain('kkkkkkkk');
  });

  it('of which there are none leave every file as it came', async () => {
    const file = added('a.ts', Array<string>(4_000).fill(CODE).join('\n'));
    expect((await redactFiles([file]))[0]).toBe(file);
  });
});
