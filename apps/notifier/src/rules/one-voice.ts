import type { Preferences } from '@arbiter/contracts';

/** What a person said under one of their ids. */
export interface Voice {
  readonly preferences: Preferences;
  /** When each preference was said, ISO 8601; absent: nobody knows, long ago. */
  readonly saidAt: Readonly<Record<string, string>>;
  /** Whether leads may hear of distress, and when that was said; null: nothing was said. */
  readonly leadsMayKnow: boolean | null;
  readonly leadsMayKnowAt: Date | null;
}

/**
 * What somebody wants who spoke under several ids: of each preference the latest word. Where nobody knows which was later,
 * opting out holds.
 */
export function latestWords(voices: readonly Voice[]): Preferences {
  const words = voices.flatMap(({ preferences, saidAt }) =>
    Object.entries(preferences).map(([name, value]) => ({ name, value, at: saidAt[name] ?? '' })),
  );
  const optsOut = ({ name, value }: (typeof words)[number]) => Number(name === 'optOut' && value === true);
  const inOrder = words.toSorted(
    (one, other) => Number(one.at > other.at) - Number(one.at < other.at) || optsOut(one) - optsOut(other),
  );
  return Object.fromEntries(inOrder.map(({ name, value }) => [name, value]));
}

/** Whether leads may hear of distress: the latest word; without one, and in doubt, they may not. */
export function latestConsent(voices: readonly Voice[]): boolean {
  const words = voices.flatMap(({ leadsMayKnow: may, leadsMayKnowAt: at }) =>
    may === null ? [] : [{ may, at: at?.getTime() ?? 0 }],
  );
  const latest = Math.max(...words.map(({ at }) => at));
  return words.length > 0 && words.every(({ may, at }) => at < latest || may);
}
