import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { AUTH, ROTATING } from './harness/cases/auth.cases.ts';
import { BODY } from './harness/cases/body.cases.ts';
import { Stage } from './harness/cases/case.ts';
import { HTTP } from './harness/cases/http.cases.ts';
import { ELSEWHERE, SEMANTICS } from './harness/cases/semantics.cases.ts';
import { type Ground, prepareGround } from './harness/running-gateway.ts';

type Section = 'auth' | 'http' | 'body' | 'semantics';
const list = JSON.parse(readFileSync(new URL('../fixtures/webhook-cases.json', import.meta.url), 'utf8')) as Record<
  Section,
  readonly [words: string, answer: string][]
>;

const TRIALS = { auth: AUTH, http: HTTP, body: BODY, semantics: SEMANTICS };
const SECTIONS = Object.keys(TRIALS) as Section[];

describe('the list of bad and odd webhooks', () => {
  let ground: Ground;
  let stage: Stage;
  beforeAll(async () => {
    ground = await prepareGround();
    stage = new Stage(ground, await ground.run(), await ground.run(ROTATING));
  });
  afterAll(() => ground.close());

  describe.each(SECTIONS)('%s', (section) => {
    it('has a trial for every case, or says who decides it', () => {
      const tried = [...Object.keys(TRIALS[section]), ...(section === 'semantics' ? Object.keys(ELSEWHERE) : [])];
      expect(tried.sort()).toEqual(list[section].map(([words]) => words).sort());
    });

    it.each(list[section].filter(([words]) => words in TRIALS[section]))('%s -> %s', async (words) => {
      await TRIALS[section][words]?.(stage);
    });
  });

  it('leaves nothing of it that was not let in on a stream', async () => {
    const rows = await ground.rows<{ count: number }>(
      `select count(*)::int as count from delivery where status <> 'accepted' and relayed_at is not null`,
    );
    expect(rows).toEqual([{ count: 0 }]);
  });
});
