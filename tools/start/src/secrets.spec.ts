import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@arbiter/backing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { readSecrets } from './secrets.ts';

describe('secrets', () => {
  let file: string;

  beforeEach(async () => {
    file = join(await temporaryFolder(), 'secrets.json');
  });

  it('that were made once are the same at the next start', async () => {
    const first = await readSecrets({}, true, file);
    await expect(readSecrets({}, true, file)).resolves.toEqual(first);
    expect(first.API_KEY_SECRET.length).toBeGreaterThanOrEqual(16);
  });

  it('can be read by their owner only', async () => {
    await readSecrets({}, true, file);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('of the operator are used, and not written down', async () => {
    const secrets = await readSecrets({ API_KEY_SECRET: 'given-by-the-operator' }, true, file);
    expect(secrets.API_KEY_SECRET).toBe('given-by-the-operator');
    await expect(readFile(file, 'utf8')).resolves.not.toContain('given-by-the-operator');
  });

  it('of a start without traces are not written down', async () => {
    await readSecrets({}, false, file);
    await expect(stat(file)).rejects.toThrow('ENOENT');
  });
});
