import type { Risk } from '@arbiter/contracts';

/** From which score on a risk has a level, highest first. */
const LEVELS = [
  { level: 'critical', from: 0.85 },
  { level: 'high', from: 0.6 },
  { level: 'medium', from: 0.35 },
  { level: 'low', from: 0 },
] as const satisfies readonly { level: Risk['level']; from: number }[];

/** At the moment it is due, with nothing done. */
const AT_DUE = 0.85;
/** What a check-in adds that the repository contradicts. */
const TRUTH_GAP = 0.25;
const DAY = 86_400_000;

/** A promise as far as its risk depends on it. Times in milliseconds. */
export interface Pressure {
  readonly madeAt: number;
  readonly dueAt: number;
  /** Whether the last check-in says more than the repository shows. */
  readonly truthGap?: boolean;
}

/**
 * Slippage: promised, not done, time running. The score grows with the square of the time that is used up, reaches 0.85
 * when it is due and 1 five days later.
 */
export function riskAt(now: number, { madeAt, dueAt, truthGap = false }: Pressure): Risk {
  const used = Math.max(0, (now - madeAt) / Math.max(1, dueAt - madeAt));
  const slipped = used <= 1 ? AT_DUE * used * used : AT_DUE + 0.03 * ((now - dueAt) / DAY);
  const score = Math.min(1, Math.round((slipped + (truthGap ? TRUTH_GAP : 0)) * 1000) / 1000);
  return { score, level: levelOf(score) };
}

/** The level of a score. */
export const levelOf = (score: number): Risk['level'] => LEVELS.find(({ from }) => score >= from)?.level ?? 'low';

/** Whether one level is higher than another; anything is higher than none. */
export function isHigher(level: Risk['level'], than: Risk['level'] | undefined): boolean {
  const rank = (one: Risk['level'] | undefined) =>
    one === undefined ? -1 : -LEVELS.findIndex((known) => known.level === one);
  return than === undefined ? level !== 'low' : rank(level) > rank(than);
}

/** When the level rises next if nothing happens, milliseconds; undefined once it is critical. */
export function nextRise(now: number, pressure: Pressure): number | undefined {
  const { madeAt, dueAt, truthGap = false } = pressure;
  const span = Math.max(1, dueAt - madeAt);
  const rises = LEVELS.map(({ from }) => Math.max(0, from - (truthGap ? TRUTH_GAP : 0)))
    .map((score) => madeAt + span * Math.sqrt(score / AT_DUE))
    .filter((at) => at > now && at <= dueAt + 1);
  return rises.length === 0 ? undefined : Math.ceil(Math.min(...rises));
}
