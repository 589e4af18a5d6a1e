import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const LAUNCHER = join(import.meta.dirname, '..', 'bin', 'arbiterctl.mjs');

describe('the launcher', () => {
  let root: string;

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'a root with spaces '));
    mkdirSync(join(root, 'apps', 'cli', 'bin'), { recursive: true });
    cpSync(LAUNCHER, join(root, 'apps', 'cli', 'bin', 'arbiterctl.mjs'));
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('says what to do when nothing was installed', () => {
    const { status, stderr } = spawnSync(process.execPath, [join(root, 'apps', 'cli', 'bin', 'arbiterctl.mjs')]);
    expect(status).toBe(1);
    expect(String(stderr)).toContain('npm ci');
  });

  describe('where a compiler is', () => {
    const write = (path: string, text: string): void => {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    /** Pulled a moment later, as far as the file system can tell. */
    const pull = (path: string, text: string, seconds: number): void => {
      write(path, text);
      const at = Date.now() / 1000 + seconds;
      utimesSync(join(root, path), at, at);
    };
    const run = (): { readonly out: string; readonly err: string } => {
      const { stdout, stderr } = spawnSync(process.execPath, [join(root, 'apps', 'cli', 'bin', 'arbiterctl.mjs')]);
      return { out: String(stdout).trim(), err: String(stderr) };
    };

    beforeAll(() => {
      // A compiler that writes what the library says into what is run; and fails over what is none.
      const compiler = `import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
        const says = readFileSync('libs/x/src/x.ts', 'utf8');
        if (says.includes('broken')) process.exit(1);
        console.error('compiled');
        mkdirSync('apps/cli/dist', { recursive: true });
        writeFileSync('apps/cli/dist/main.js', says);`;
      write('node_modules/tsc7/bin/tsc', compiler);
      write('node_modules/tsc7/package.json', '{"type":"module"}');
      write('apps/cli/src/main.ts', '');
      write('libs/x/src/x.ts', 'console.log("one")');
    });

    it('builds what was never built, and nothing while nothing changes', () => {
      expect(run()).toMatchObject({ out: 'one', err: expect.stringContaining('is being built') });
      expect(run()).toEqual({ out: 'one', err: '' });
    });

    it('builds again when a library or one of its files changed, and not for its tests', () => {
      pull('libs/x/src/x.ts', 'console.log("two")', 10);
      expect(run()).toEqual({ out: 'two', err: 'compiled\n' });
      expect(run()).toEqual({ out: 'two', err: '' });
      write('libs/x/src/deep/x.spec.ts', '');
      pull('libs/x/src/deep/x.spec.ts', 'x', 20);
      expect(run()).toEqual({ out: 'two', err: '' });
    });

    it('says that it is the one from before when its sources cannot be built', () => {
      pull('libs/x/src/x.ts', 'broken', 30);
      expect(run()).toMatchObject({ out: 'two', err: expect.stringContaining('the one from before') });
      pull('libs/x/src/x.ts', 'console.log("three")', 40);
      expect(run()).toMatchObject({ out: 'three' });
    });
  });
});
