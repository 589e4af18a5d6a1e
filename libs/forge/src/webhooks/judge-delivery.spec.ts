import { describe, expect, it } from '@jest/globals';
import { createRequire } from 'node:module';
import { type DeliverySource, judgeDelivery, readDelivery } from './read-delivery.ts';
import { githubPush } from './samples.ts';

interface Examples {
  readonly name: string;
  readonly examples: readonly Record<string, unknown>[];
}

const require = createRequire(import.meta.url);
const examples = require('@octokit/webhooks-examples/api.github.com/index.json') as Examples[];
const sha = '7638417db6d59f3c431d3e1f261cc637155684cd';
const gitlabPush = {
  object_kind: 'push',
  event_name: 'push',
  ref: 'refs/heads/main',
  before: sha,
  after: sha,
  project_id: 15,
  project: { id: 15, path_with_namespace: 'mike/diaspora' },
  commits: [{ id: sha, message: 'Fix it', timestamp: '2026-01-02T03:04:05Z', author: { name: 'Mike' } }],
  total_commits_count: 1,
  user_name: 'Mike',
};
/** What a field can be instead of what it should. */
const NONSENSE = [undefined, null, '', 'x', -1, 2 ** 60, true, [], {}, [null], { id: 'x' }, 'y'.repeat(2_000)];

/** What is read, as the gateway would be told of it. */
function verdictOf(source: DeliverySource, event: string, document: unknown) {
  const reading = readDelivery(source, event, document);
  return reading.kind === 'ignored' || reading.kind === 'unprocessable' ? reading : { kind: 'processable' };
}

/** The document with each of its fields replaced by each nonsense, one at a time, also those one level below. */
function* spoilt(document: Readonly<Record<string, unknown>>): Generator<Record<string, unknown>> {
  for (const [name, value] of Object.entries(document)) {
    for (const nonsense of NONSENSE) yield { ...document, [name]: nonsense };
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    for (const inner of Object.keys(value)) {
      for (const nonsense of NONSENSE) yield { ...document, [name]: { ...value, [inner]: nonsense } };
    }
  }
}

describe('What is judged', () => {
  it.each<[DeliverySource, string, Record<string, unknown>]>([
    ['github', 'push', githubPush()],
    ['git-api', 'push', githubPush()],
    ['gitlab', 'Push Hook', gitlabPush],
    ['gitlab', 'System Hook', gitlabPush],
  ])('is what reading comes to: %s %s', (source, event, push) => {
    expect(judgeDelivery(source, event, push)).toEqual({ kind: 'processable' });
    const kinds = new Set<string>();
    for (const document of spoilt(push)) {
      const verdict = judgeDelivery(source, event, document);
      kinds.add(verdict.kind);
      expect(verdict).toEqual(verdictOf(source, event, document));
    }
    expect(kinds).toContain('processable');
    expect(kinds).toContain('unprocessable');
  });

  it.each(examples)('is what reading comes to: every example of $name', ({ name, examples: bodies }) => {
    for (const body of bodies) expect(judgeDelivery('github', name, body)).toEqual(verdictOf('github', name, body));
  });

  it('is refused where it nests too deeply, wherever that is', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 100; level++) deep = [deep];
    for (const document of [
      { ...githubPush(), other: deep },
      { ...githubPush(), commits: deep },
    ]) {
      expect(judgeDelivery('github', 'push', document)).toEqual({
        kind: 'unprocessable',
        reason: 'document: nested too deeply',
      });
    }
  });
});
