import { hash } from 'node:crypto';
import type { StoredLife } from '../persistence/life-row.ts';
import type { Turn } from '../persistence/turn.repository.ts';
import type { Step } from './life.ts';
import { isHigher, nextRise, riskAt } from './risk.ts';

/** How patient the clock is; milliseconds. */
export interface Patience {
  /** After it was due, before it counts as broken. */
  readonly grace: number;
  /** For promises without a date, before they run out. */
  readonly openEnd: number;
}

const DAY = 86_400_000;
/** What a human has to judge first runs out when nobody does. */
const UNDECIDED = 30 * DAY;
/** What was due longer ago than this when it was read is history: nobody is told that it was broken. */
const HISTORY = 30 * DAY;
/** Evidence that is on its way gets so much time before the clock decides on what is late already. */
const SETTLING = 60 * 60_000;

const CLOCK = { kind: 'service', id: 'review' } as const;

/**
 * When the clock looks at a promise first, if it was read at `now`. What was read late, as commits are that were pushed days
 * after they were written, may be in danger already: it is looked at as soon as what was pushed with it has been seen.
 */
export function firstLook(
  promise: Pick<StoredLife, 'madeAt' | 'dueAt' | 'ambiguous'>,
  now: Date,
  patience: Patience,
): Date {
  const { madeAt, dueAt, ambiguous } = promise;
  const settled = now.getTime() + SETTLING;
  if (ambiguous || dueAt === null) return new Date(Math.max(endOf(promise, patience), settled));
  const pressure = { madeAt: madeAt.getTime(), dueAt: dueAt.getTime() };
  const next = nextRise(now.getTime(), pressure) ?? Math.max(pressure.dueAt + patience.grace, settled);
  const inDanger = isHigher(riskAt(now.getTime(), pressure).level, undefined);
  return new Date(inDanger ? Math.min(next, settled) : next);
}

/** When a promise is over by the clock alone, milliseconds. */
export function endOf(
  { madeAt, dueAt, ambiguous }: Pick<StoredLife, 'madeAt' | 'dueAt' | 'ambiguous'>,
  { grace, openEnd }: Patience,
): number {
  if (ambiguous) return madeAt.getTime() + UNDECIDED;
  return dueAt === null ? madeAt.getTime() + openEnd : dueAt.getTime() + grace;
}

/**
 * What the time makes of an open promise: more risk, told once for each rise; broken, once it is due and the grace is over;
 * expired, where it has no date or the date is history. Depends on nothing but the promise and `now`.
 */
export function turnOfTime(life: StoredLife, now: Date, patience: Patience): Turn {
  if (life.state !== 'open') return { steps: [], nextAt: null };
  if (life.ambiguous || life.dueAt === null) return turnWithoutDate(life, now, patience);
  const dueAt = life.dueAt.getTime();
  const end = endOf(life, patience);
  const pressure = { madeAt: life.madeAt.getTime(), dueAt, truthGap: life.truthGap };
  const risk = riskAt(now.getTime(), pressure);
  const deadline = roundOf(life);
  if (now.getTime() > dueAt + HISTORY) {
    return {
      steps: [clockStep('expired', `expired/${deadline}`, now, 'It was due long ago when it was read.')],
      nextAt: null,
    };
  }
  if (now.getTime() >= end) {
    const reason = 'It was due, the grace is over, and nothing shows that it was kept.';
    return { steps: [{ ...clockStep('broken', `broken/${deadline}`, now, reason), risk }], nextAt: null };
  }
  const nextAt = new Date(nextRise(now.getTime(), pressure) ?? end);
  if (!isHigher(risk.level, life.risk?.level)) return { steps: [], nextAt };
  const reason = 'It is promised, nothing shows that it is done, and time is running.';
  return { steps: [{ ...clockStep('at-risk', `at-risk/${risk.level}/${deadline}`, now, reason), risk }], nextAt };
}

/** Whether time is about to decide that a promise was not kept; of history, and of what may be none, nobody asks. */
export function isFailing(life: StoredLife, now: Date, patience: Patience): boolean {
  if (life.ambiguous || now.getTime() > endOf(life, patience) + HISTORY) return false;
  return turnOfTime(life, now, patience).steps.some(({ kind }) => kind === 'broken' || kind === 'expired');
}

function turnWithoutDate(life: StoredLife, now: Date, patience: Patience): Turn {
  const end = endOf(life, patience);
  if (now.getTime() < end) return { steps: [], nextAt: new Date(end) };
  const reason = life.ambiguous
    ? 'Nobody has said whether it is a promise.'
    : 'It had no date, and nothing came of it.';
  return { steps: [clockStep('expired', `expired${again(life)}`, now, reason)], nextAt: null };
}

/** The same is told once of a deadline, and once more when the promise was opened again. */
const roundOf = (life: StoredLife): string => `${hash('sha1', JSON.stringify(life.deadline))}${again(life)}`;
const again = ({ reopened }: StoredLife): string => (reopened === 0 ? '' : `/${String(reopened)}`);

const clockStep = (kind: Step['kind'], fact: string, now: Date, reason: string): Step => ({
  kind,
  fact,
  at: now.toISOString(),
  actor: CLOCK,
  reason,
  evidence: [{ kind: 'clock', confidence: 1 }],
});
