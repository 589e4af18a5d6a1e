import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findPlace } from './address.ts';

describe('the address', () => {
  let root: string;
  let below: string;
  const elsewhere = tmpdir();

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'arbiterctl-'));
    below = join(root, 'apps', 'cli');
    mkdirSync(below, { recursive: true });
    mkdirSync(join(root, '.arbiter', 'run'), { recursive: true });
    const state = { grpc: '127.0.0.1:40001', apiKey: 'of this Arbiter' };
    writeFileSync(join(root, '.arbiter', 'run', 'state.json'), JSON.stringify(state));
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  it('is that of the Arbiter that runs from this folder or one above, with its key', () => {
    for (const cwd of [root, below]) {
      expect(findPlace({}, { env: {}, cwd })).toEqual({ address: '127.0.0.1:40001', key: 'of this Arbiter' });
    }
  });

  it('is the one that is asked for, which never gets the key of another', () => {
    const address = 'admin.example.org:50051';
    expect(findPlace({ address }, { env: {}, cwd: root })).toEqual({ address, key: undefined });
    expect(findPlace({ address, apiKey: 'mine' }, { env: {}, cwd: root })).toEqual({ address, key: 'mine' });
    expect(findPlace({ address }, { env: { API_KEY_SECRET: 'mine' }, cwd: root })).toEqual({ address, key: 'mine' });
  });

  it('is that of the environment, or the usual one', () => {
    const env = { ARBITER_GRPC: '[::1]:50051', API_KEY_SECRET: 'mine' };
    expect(findPlace({}, { env, cwd: elsewhere })).toEqual({ address: '[::1]:50051', key: 'mine' });
    expect(findPlace({}, { env: {}, cwd: elsewhere })).toEqual({ address: '127.0.0.1:50051', key: undefined });
  });

  it.each(['localhost', 'http://localhost:50051', ':50051', 'localhost:port'])('is not "%s"', (address) => {
    expect(() => findPlace({ address }, { env: {}, cwd: elsewhere })).toThrow('is no address');
  });
});
