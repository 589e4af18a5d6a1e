import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
});
