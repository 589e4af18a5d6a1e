import { describe, expect, it } from '@jest/globals';
import { BOB, place, promise, shaOf, work } from '../testing/promises.ts';
import { ENOUGH, bestEvidence, evidenceOf } from './evidence.ts';

const merged = { merged: true, source: { kind: 'change', ...place, number: 9 } as const };
const kindOf = (...args: Parameters<typeof evidenceOf>) => evidenceOf(...args)?.kind;

describe('a promise is kept by', () => {
  it('work that names the commit it was made in, whoever did it', () => {
    const other = { personId: BOB.id };
    expect(kindOf(promise('I will add tests'), work('Tests\n\nFollow-up-to: a1b2c3d', other))).toBe('reference');
    expect(kindOf(promise('I will add tests'), work('Tests for a1b2c3d4', other))).toBe('reference');
  });

  it('work that closes the issue or change that it stands on', () => {
    const made = promise('I will add tests', { places: ['github/octo/hello#12'] });
    expect(kindOf(made, work('Tests. Closes #12', { personId: BOB.id }))).toBe('reference');
    expect(kindOf(made, work('See #12', { personId: BOB.id }))).toBeUndefined();
  });

  it('work that closes the issue that it names, on whatever branch, and more surely once merged', () => {
    const made = promise("I'll fix GL-3 by Friday");
    const [pushed, landed] = [evidenceOf(made, work('Fixes GL-3')), evidenceOf(made, work('Fixes GL-3', merged))];
    expect(pushed?.kind).toBe('issue');
    expect(landed?.confidence).toBeGreaterThan(pushed?.confidence ?? 1);
  });

  it('work of the same person on the same repository that does what its words say', () => {
    const made = promise("I'll rewrite the date parser for log files by Friday");
    expect(kindOf(made, work('Rewrite date parsing of log files'))).toBe('similarity');
    expect(kindOf(made, work('Rewrite date parsing of log files', { personId: BOB.id }))).toBeUndefined();
    expect(kindOf(made, work('Rewrite date parsing of log files', { repository: 'github/2' }))).toBeUndefined();
    expect(kindOf(made, work('Bump the date library'))).toBeUndefined();
  });

  it('the strongest evidence, and the earliest of equals', () => {
    const made = promise("I'll fix GL-3 in the parser cache by Friday");
    const late = work('Fixes GL-3 again', { doneAt: new Date('2026-11-19T12:00:00Z') });
    const best = bestEvidence(made, [work('Parser cache'), late, work('Fixes GL-3')]);
    expect(best?.finding).toMatchObject({ kind: 'issue' });
    expect(best?.work.doneAt).toEqual(new Date('2026-11-18T12:00:00Z'));
    expect(best?.finding.confidence).toBeGreaterThanOrEqual(ENOUGH);
  });
});

describe('a promise is not kept by', () => {
  const made = promise("I'll fix GL-3 by Friday");

  it('work from before it was made, or from long after it was due', () => {
    for (const day of ['2026-11-15', '2026-12-31']) {
      expect(kindOf(made, work('Fixes GL-3', { doneAt: new Date(`${day}T12:00:00Z`) }))).toBeUndefined();
    }
  });

  it('the change in whose text it stands, when that is merged', () => {
    const source = { kind: 'change', ...place, number: 9 } as const;
    const inChange = promise('I will add tests later', { source, places: ['github/octo/hello#9'] });
    expect(kindOf(inChange, work('Closes #9', merged))).toBeUndefined();
  });

  it('a text that promises the same once more', () => {
    const parser = promise("I'll rewrite the date parser for log files");
    expect(kindOf(parser, work('Still to do: rewrite date parser of log files', { promising: true }))).toBeUndefined();
  });

  it('a revert or a copy that names its commit', () => {
    const text = `Revert "Parse"\n\nThis reverts commit ${shaOf('a1b2c3d')}.`;
    expect(kindOf(promise('I will add docs'), work(text))).toBeUndefined();
  });
});
