import { describe, expect, it } from '@jest/globals';
import { glob, readFile } from 'node:fs/promises';
import { ROOT } from '../places.ts';
import { PACKED, isOfPacked } from './packages.ts';

const IMPORT = /^(?:import|export)\b[^'"`;]*?['"]([^'"]+)['"]/gm;

/** Names by which our own code imports anything of packages that are packed. */
async function imported(): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const file of glob('{apps,libs}/*/src/**/*.ts', {
    cwd: ROOT,
    exclude: ['**/*.spec.ts', '**/testing/**'],
  })) {
    for (const [, name = ''] of (await readFile(`${ROOT}/${file}`, 'utf8')).matchAll(IMPORT)) {
      if (isOfPacked(name)) names.add(name);
    }
  }
  return names;
}

describe('what is packed', () => {
  it('has every name by which the code imports it, and no other', async () => {
    expect([...(await imported())].toSorted()).toEqual([...PACKED].toSorted());
  });
});
