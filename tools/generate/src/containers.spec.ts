import { JOURNAL, JOURNEY } from '@arbiter/contracts';
import { describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './root.ts';

const services = [...new Set([JOURNAL, ...JOURNEY.flatMap(({ from, to }) => [...from, ...to])])].sort();

describe('docker-compose.yml', () => {
  it('has one container for every service of the journey, and migrates them all', async () => {
    const builds = (await readFile(join(ROOT, 'docker-compose.yml'), 'utf8')).matchAll(/SERVICE: ([\w -]+?) \}/g);
    const built = [...builds].map(([, names = '']) => names.split(' ').sort());
    expect(built).toContainEqual(services);
    expect(
      built
        .filter((names) => names.length === 1)
        .flat()
        .sort(),
    ).toEqual(services);
  });
});
