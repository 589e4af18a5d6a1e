import { describe, expect, it } from '@jest/globals';
import { factDigest, journeyId, journeyIdsOf } from './digest.ts';

const sha = '0123456789abcdef0123456789abcdef01234567';

describe("a journey's id", () => {
  it('begins with the SHA for a commit, and differs by repository', () => {
    const one = journeyId(`commit/github/1/${sha}`);
    const other = journeyId(`commit/github/2/${sha}`);
    expect(one).toMatch(/^01234567-89ab-cdef-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(other.slice(0, 18)).toBe(one.slice(0, 18));
    expect(other).not.toBe(one);
  });

  it('lies between the bounds of any beginning of its SHA', () => {
    const id = journeyId(`commit/github/1/${sha}`);
    for (const length of [7, 15, 16, 17, 40]) {
      const { from, to } = journeyIdsOf(sha.slice(0, length));
      expect(from <= id && id <= to).toBe(true);
    }
    expect(journeyIdsOf('0123457').from > id).toBe(true);
  });

  it('is the digest of the key for anything else', () => {
    const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
    expect(journeyId('message/1')).toMatch(uuid);
    expect(journeyId('message/1')).not.toBe(journeyId('message/2'));
    expect(journeyId('commit/github/1/no-sha')).toMatch(uuid);
  });
});

describe("a fact's digest", () => {
  it('is a signed 64-bit number', () => {
    const digests = Array.from({ length: 100 }, (_, index) => BigInt(factDigest(String(index))));
    expect(digests.every((digest) => BigInt.asIntN(64, digest) === digest)).toBe(true);
    expect(digests.some((digest) => digest < 0n)).toBe(true);
  });
});
