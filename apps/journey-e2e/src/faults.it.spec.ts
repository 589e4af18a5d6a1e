import { SERVICES } from '@arbiter/contracts';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Arbiter } from './harness/arbiter.ts';
import { type ReplayReport, replay } from './harness/replay.ts';
import { type SampleHistory, makeSampleHistory } from './harness/sample-history.ts';
import { type Tables, differenceOf, readTables } from './harness/tables.repository.ts';
import { until } from './harness/until.ts';

/** Everything that can die, in the order of its death. */
const VICTIMS = [...SERVICES, 'nats', 'postgres', 'redis'];
/** Commits a second: the replay outlasts all the deaths. */
const RATE = 8;

describe('a replay during which everything is killed once', () => {
  let history: SampleHistory;
  let undisturbed: Tables;
  let disturbed: Tables;
  let report: ReplayReport;
  let wasStillSending: boolean;

  beforeAll(async () => {
    history = makeSampleHistory(400);
    undisturbed = await whileRunning(async (arbiter) => {
      await replay(arbiter, history.folder);
      return tablesOf(arbiter);
    });
    disturbed = await whileRunning(async (arbiter) => {
      let sending = true;
      const replaying = replay(arbiter, history.folder, ['--rate', String(RATE)]).finally(() => (sending = false));
      const killing = (async () => {
        await until('the replay has begun', async () => {
          const { complete } = await arbiter.get<{ complete: number }>('/api/v1/journeys/summary');
          return complete > 0 || undefined;
        });
        for (const victim of VICTIMS) await arbiter.kill(victim);
        return sending;
      })();
      [report, wasStillSending] = await Promise.all([replaying, killing]);
      return tablesOf(arbiter);
    });
  }, 600_000);

  afterAll(() => {
    history.remove();
  });

  it('goes on while they die', () => {
    expect(wasStillSending).toBe(true);
  });

  it('still completes the journey of every commit', () => {
    expect(report.sent.commits).toBe(history.commits);
    expect(report.journeys).toEqual({ running: 0, complete: history.commits, deadLettered: 0 });
  });

  it('ends in the same tables as one that nothing disturbed, row for row', () => {
    expect(Object.keys(undisturbed)).toContain('admin.step');
    expect(differenceOf(undisturbed, disturbed)).toEqual({});
  });
});

async function whileRunning<Answer>(use: (arbiter: Arbiter) => Promise<Answer>): Promise<Answer> {
  const arbiter = await Arbiter.start();
  try {
    return await use(arbiter);
  } finally {
    await arbiter.stop();
  }
}

async function tablesOf(arbiter: Arbiter): Promise<Tables> {
  const { backing } = await arbiter.state();
  return readTables(backing['postgres']?.url ?? '');
}
