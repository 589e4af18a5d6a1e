import { describe, expect, it } from '@jest/globals';
import type { AptSource } from './apt-source.ts';
import { newerSources, ownSources, parseDistribution } from './distribution.ts';

const debian = { id: 'debian', codename: 'bookworm' };

function source(uri: string, ...suites: string[]): AptSource {
  return { uris: [uri], suites, components: ['main'], options: { 'Signed-By': '/k.gpg' } };
}

describe('the distribution', () => {
  it('is read from os-release, quoted or not', () => {
    expect(parseDistribution('PRETTY_NAME="Debian"\nVERSION_CODENAME=bookworm\nID=debian\n')).toEqual(debian);
    expect(parseDistribution('ID="alpine"\nVERSION_ID=3.22\n')).toEqual({ id: 'alpine', codename: undefined });
  });
});

describe("a machine's own sources", () => {
  const main = source('http://m/debian', 'bookworm', 'bookworm-updates');
  const security = source('http://m/security', 'bookworm-security');

  it('are those of its suite with updates, not those of third parties', () => {
    expect(ownSources([main, security, source('http://third', 'nodistro')], debian)).toEqual([main, security]);
  });

  it('may name the suite by its alias', () => {
    const rolling = source('http://m/debian', 'testing');
    expect(ownSources([rolling], debian)).toEqual([rolling]);
  });

  it('are none without the main suite', () => {
    expect(ownSources([security], debian)).toEqual([]);
  });

  it('give the same mirror and keyring with newer suites', () => {
    const newer = newerSources([security, main], debian);
    expect(newer.map(({ suites }) => suites)).toEqual([['testing'], ['unstable'], ['stable']]);
    expect(newer.every(({ uris, options }) => uris === main.uris && options === main.options)).toBe(true);
  });
});
