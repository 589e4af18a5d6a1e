import { describe, expect, it } from '@jest/globals';
import { compareVersions, findVersion, isAtLeast, majorOf } from './version.ts';

describe('findVersion', () => {
  it.each([
    ['postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)', '15.18'],
    ['nats-server: v2.15.1', '2.15.1'],
    ['Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64', '7.0.15'],
    ['postgres (PostgreSQL) 18beta1', '18'],
  ])('reads %s', (text, version) => {
    expect(findVersion(text)).toBe(version);
  });

  it('gives nothing where there is no number', () => {
    expect(findVersion('Segmentation fault')).toBeUndefined();
  });
});

describe('versions', () => {
  it('are compared by number, not by letter', () => {
    expect(compareVersions('2.10.1', '2.9.22')).toBeGreaterThan(0);
    expect(compareVersions('6.2', '6.2.0')).toBe(0);
  });

  it('are old enough from the very version that is asked for', () => {
    expect(isAtLeast('2.9.0', '2.9')).toBe(true);
    expect(isAtLeast('2.8.4', '2.9')).toBe(false);
  });

  it('belong to the major version before the first dot', () => {
    expect(majorOf('18.4')).toBe('18');
  });
});
