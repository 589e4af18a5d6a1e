import { afterEach, describe, expect, it } from '@jest/globals';
import { JudgePool } from './judge-pool.ts';
import type { Case } from './judge.ts';

/** A text that is read apart, because of its size. */
const large = (raw: string): Case => ({ source: 'github', event: 'push', format: 'json', raw: Buffer.from(raw) });
const NOT_JSON = large('x'.repeat(300_000));
/** Reading it takes longer than ending the thread. */
const LENGTHY = large(`[${'[],'.repeat(3_000_000)}[]]`);

describe('large deliveries', () => {
  let pool: JudgePool;
  afterEach(() => pool.onApplicationShutdown());

  it('are judged in a thread, one after the other', async () => {
    pool = new JudgePool();
    const judgements = await Promise.all([pool.judge(NOT_JSON), pool.judge(NOT_JSON)]);
    expect(judgements).toEqual(Array(2).fill({ status: 'quarantined', reason: 'body: not JSON' }));
  });

  it('are not set aside, but refused, when the thread ends for another reason, as at the end of the process', async () => {
    pool = new JudgePool();
    const judgements = Promise.allSettled([pool.judge(LENGTHY), pool.judge(NOT_JSON)]);
    await Promise.resolve();
    await pool.onApplicationShutdown();
    const [first, second] = await judgements;
    expect(first).toMatchObject({ status: 'rejected', reason: { message: /has ended/ } });
    expect(second).toMatchObject({ status: 'fulfilled', value: { reason: 'body: not JSON' } });
  });
});
