import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '@arbiter/service';
import { z } from 'zod';
import { ForgeNotConfigured } from './api/forge.errors.ts';
import { CodeHosts } from './code-hosts.ts';
import { forgeConfig } from './forge.config.ts';

const read = (env: Readonly<Record<string, string>>) => z.object(forgeConfig).parse(env);
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

describe('the code hosts', () => {
  it('are those that have credentials', () => {
    const hosts = new CodeHosts(read({ ARBITER_GITLAB_TOKEN: 'glpat-x' }));
    expect([hosts.has('github'), hosts.has('gitlab'), hosts.of('gitlab').forge]).toEqual([false, true, 'gitlab']);
    expect(() => hosts.of('github')).toThrow(ForgeNotConfigured);
  });

  it('take a key of a GitHub App in one line or from a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'arbiter-key-'));
    const file = join(folder, 'app.pem');
    writeFileSync(file, privateKey);
    const oneLine = { ARBITER_GITHUB_APP_PRIVATE_KEY: privateKey.replaceAll('\n', String.raw`\n`) };
    for (const key of [oneLine, { ARBITER_GITHUB_APP_PRIVATE_KEY_FILE: file }]) {
      expect(new CodeHosts(read({ ARBITER_GITHUB_APP_ID: '7', ...key })).has('github')).toBe(true);
    }
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['no key', {}],
    ['a key that is none', { ARBITER_GITHUB_APP_PRIVATE_KEY: 'hunter2' }],
    ['a file that is not there', { ARBITER_GITHUB_APP_PRIVATE_KEY_FILE: '/nowhere.pem' }],
  ])('refuse a GitHub App with %s, and do not show it', (_, key) => {
    const start = () => new CodeHosts(read({ ARBITER_GITHUB_APP_ID: '7', ...key }));
    expect(start).toThrow(ConfigError);
    expect(start).not.toThrow('hunter2');
  });

  it('have the addresses and times of the configuration, or its defaults', () => {
    const config = read({ ARBITER_GITHUB_TOKEN: ' ghp_x\n', ARBITER_GITLAB_BASE_URL: 'https://git.example.com/' });
    expect(config).toMatchObject({
      ARBITER_GITHUB_TOKEN: 'ghp_x',
      ARBITER_GITHUB_BASE_URL: 'https://api.github.com',
      ARBITER_GITLAB_BASE_URL: 'https://git.example.com',
      ARBITER_INTEGRATION_TIMEOUT: 30,
      ARBITER_INTEGRATION_MAX_RETRIES: 3,
    });
    expect(() => read({ ARBITER_GITHUB_TOKEN: 'ghp x' })).toThrow('one word');
    expect(() => read({ ARBITER_GITLAB_BASE_URL: 'git.example.com' })).toThrow('must look like');
  });
});
