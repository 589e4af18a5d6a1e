import { describe, expect, it } from '@jest/globals';
import { gitlabPush } from '../harness/gitlab-push.ts';
import { pushBody } from '../harness/senders.ts';
import { type Case, judge } from './judge.ts';

const github = (body: string | Buffer, changes: Partial<Case> = {}) =>
  judge({ source: 'github', event: 'push', format: 'json', raw: Buffer.from(body), ...changes });

/** The same numbers every time: Mulberry32. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('judging deliveries', () => {
  it('lets a push pass, and says whose it is', () => {
    expect(github(pushBody())).toEqual({ status: 'accepted', repository: 'acme/hello' });
    expect(judge({ source: 'gitlab', event: 'Push Hook', format: 'json', raw: Buffer.from(gitlabPush()) })).toEqual({
      status: 'accepted',
      repository: 'mike/diaspora',
    });
  });

  it('does not look into the body of an event that is not followed', () => {
    expect(github('{', { event: 'star' }).status).toBe('ignored');
  });

  it('says which field is wrong, and never what stands in it', () => {
    const { status, reason } = github(pushBody({ ref: { secret: 'hunter2' } }));
    expect(status).toBe('quarantined');
    expect(reason).toMatch(/^ref: /);
    expect(reason).not.toContain('hunter2');
  });

  it('never throws, whatever happens to the bytes', () => {
    const random = numbers(42);
    const bodies = [pushBody(), gitlabPush()];
    for (let round = 0; round < 1500; round++) {
      const raw = Buffer.from(bodies[round % 2] ?? '');
      for (let change = Math.floor(random() * 4); change >= 0; change--) {
        raw[Math.floor(random() * raw.length)] = Math.floor(random() * 256);
      }
      const cut = random() < 0.1 ? raw.subarray(0, Math.floor(random() * raw.length)) : raw;
      const source = round % 2 === 0 ? ('github' as const) : ('gitlab' as const);
      const event = source === 'github' ? 'push' : 'Push Hook';
      const format = random() < 0.1 ? ('form' as const) : ('json' as const);
      expect(['accepted', 'quarantined']).toContain(judge({ source, event, format, raw: cut }).status);
    }
  });

  it('never throws, whatever stands in the fields', () => {
    const values: unknown[] = [
      null,
      true,
      -1,
      1e400,
      '',
      'x',
      [],
      {},
      [[]],
      { length: -1 },
      '\0',
      '\ud800',
      { toString: 1 },
      { __proto__: null },
    ];
    for (const body of [pushBody(), gitlabPush()]) {
      const document = JSON.parse(body) as Record<string, unknown>;
      for (const key of Object.keys(document)) {
        for (const value of values) {
          const changed = JSON.stringify({ ...document, [key]: value, commits: [value] });
          for (const event of ['push', 'pull_request', 'issue_comment', 'pull_request_review_comment'])
            expect(github(changed, { event }).status).toBeDefined();
          for (const event of ['Push Hook', 'Note Hook', 'Merge Request Hook', 'System Hook'])
            expect(github(changed, { source: 'gitlab', event }).status).toBeDefined();
        }
      }
    }
  });
});
