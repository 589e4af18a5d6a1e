import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ModelServer, startModelServer } from '@arbiter/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { arbiterctl, type Ran } from '../../testing/terminal.ts';

const PATCH = `diff --git a/src/total.ts b/src/total.ts
index 1111111..2222222 100644
--- a/src/total.ts
+++ b/src/total.ts
@@ -1,3 +1,4 @@
 export function total(items: readonly Item[]): number {
+  const key = 'AKIAQYLPMN5HFIQRZ7AB';
-  return sum(items);
+  return sum(items) / items.length;
 }
`;

const FOUND = {
  path: 'src/total.ts',
  side: 'new',
  quote: '  return sum(items) / items.length;',
  message: 'A total is not an average. @all',
  severity: 'major',
  category: 'correctness',
  confidence: 0.9,
  suggestion: '  return sum(items);',
};

interface Document {
  readonly review: { readonly comments: readonly { readonly line: number; readonly body: string }[] };
  readonly coverage: { readonly skipped: readonly { readonly reason: string }[] };
  readonly costUsd: number;
}

describe('arbiterctl review with a key', () => {
  let folder: string;
  let server: ModelServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'arbiter-models-'));
    writeFileSync(join(folder, 'x.diff'), PATCH);
    server = await startModelServer({
      answer: (user) =>
        user.includes('A total is not')
          ? { judgements: [{ index: 0, reason: 'It divides.', judgement: 'keep', score: 0.9 }] }
          : { findings: [FOUND] },
    });
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await server.close();
  });

  const review = (env: Readonly<Record<string, string>> = {}): Promise<Ran> =>
    arbiterctl('review --patch x.diff --dry-run -o json', {
      cwd: folder,
      env: { OPENAI_API_KEY: 'sk-test', OPENAI_BASE_URL: server.openai, ARBITER_LLM_MAX_RETRIES: '0', ...env },
    });

  it('asks the model, which never sees a secret, and tells what it cost', async () => {
    const asked = server.requests.length;
    const { code, out } = await review();
    const { review: posted, costUsd } = JSON.parse(out) as Document;
    expect(code).toBe(1);
    expect(posted.comments.map(({ line }) => line)).toEqual([2, 3]);
    expect(posted.comments[1]?.body).toContain('```suggestion\n  return sum(items);\n```');
    expect(posted.comments[1]?.body).not.toContain('@all');
    expect(costUsd).toBeGreaterThan(0);
    const sent = JSON.stringify(server.requests.slice(asked));
    expect(sent).toContain('items.length');
    expect(sent).not.toContain('AKIAQYLPMN5HFIQRZ7AB');
  });

  it('ends with 3 and says what is missing where the cap is too low, and asks nobody', async () => {
    const asked = server.requests.length;
    const { code, out } = await review({ ARBITER_MAX_COST_PER_REVIEW_USD: '0.000001' });
    expect(server.requests).toHaveLength(asked);
    expect((JSON.parse(out) as Document).coverage.skipped).toEqual([{ path: 'src/total.ts', reason: 'budget' }]);
    expect(code).toBeGreaterThan(0);
  });

  it('is not complete where the model fails', async () => {
    server.answerNext('error', 'error', 'error');
    const { code, out } = await review();
    expect((JSON.parse(out) as Document).coverage.skipped).toEqual([{ path: 'src/total.ts', reason: 'not-answered' }]);
    expect(code).toBeGreaterThan(0);
  });

  it('ends with 2 where a variable is wrong', async () => {
    expect(await review({ ARBITER_MAX_TOKENS_PER_REVIEW: 'many' })).toMatchObject({ code: 2, out: '' });
  });
});
