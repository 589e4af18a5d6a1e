import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@arbiter/backing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ROOT } from './places.ts';

interface Install {
  readonly isInstalled: (root: string) => boolean;
}
interface FindNode {
  readonly isNewEnough: (version: string) => boolean;
}
const bin = join(ROOT, 'tools', 'start', 'bin');
const { isInstalled } = (await import(join(bin, 'install.mjs'))) as Install;
const { isNewEnough } = (await import(join(bin, 'find-node.mjs'))) as FindNode;

describe('what is installed', () => {
  let root: string;
  const wanted = {
    '': { name: 'arbiter' },
    'libs/a': { version: '0.1.0' },
    'node_modules/one': { version: '1.0.0' },
    'libs/a/node_modules/one': { version: '2.0.0' },
    'node_modules/one-for-macs': { version: '1.0.0', optional: true },
  };
  const { 'node_modules/one-for-macs': _left, ...present } = wanted;

  async function write(file: string, packages: object): Promise<void> {
    await writeFile(join(root, file), JSON.stringify({ packages }));
  }

  beforeEach(async () => {
    root = await temporaryFolder();
    await mkdir(join(root, 'node_modules'));
    await write('package-lock.json', wanted);
  });

  it('is complete without the packages for other systems', async () => {
    await write('node_modules/.package-lock.json', present);
    expect(isInstalled(root)).toBe(true);
  });

  it('is nothing where npm has not finished', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it('is out of date when a version has changed, also below a project', async () => {
    await write('node_modules/.package-lock.json', { ...present, 'libs/a/node_modules/one': { version: '1.9.0' } });
    expect(isInstalled(root)).toBe(false);
  });
});

it.each([
  ['20.20.2', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['24.0.0', true],
])('Node %s runs TypeScript as it is: %s', (version, is) => {
  expect(isNewEnough(version)).toBe(is);
});
