/** Which sums cover a stretch of time, and what is left at its edges for the charges themselves. */
export interface Cover {
  /** `d`: days, `m`: months; dates, the end exclusive; left out: no end. */
  readonly sums: readonly { readonly grain: 'd' | 'm'; readonly from?: string; readonly to?: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

const DAY = 86_400_000;
/** Before any usage, and after any. */
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-01-01T00:00:00Z');

const floorDay = (time: number): number => Math.floor(time / DAY) * DAY;
const ceilDay = (time: number): number => Math.ceil(time / DAY) * DAY;

function floorMonth(time: number): number {
  const date = new Date(time);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

function ceilMonth(time: number): number {
  const floor = floorMonth(time);
  if (floor === time) return time;
  const date = new Date(floor);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
const instantOf = (time: number): string => new Date(time).toISOString();

/** Covers [from, to) with as few sums as can be. Days are those of UTC. */
export function coverOf(range: { from?: string | undefined; to?: string | undefined }, byDay: boolean): Cover {
  if (range.from === undefined && range.to === undefined) return { sums: [{ grain: byDay ? 'd' : 'm' }], edges: [] };
  const from = range.from === undefined ? FIRST : Date.parse(range.from);
  const to = range.to === undefined ? LAST : Date.parse(range.to);
  if (from >= to) return { sums: [], edges: [{ from: instantOf(from), to: instantOf(from) }] };
  const [firstDay, lastDay] = [ceilDay(from), floorDay(to)];
  if (firstDay > lastDay) return { sums: [], edges: [{ from: instantOf(from), to: instantOf(to) }] };
  const edges = [
    [from, firstDay],
    [lastDay, to],
  ].filter(([start = 0, end = 0]) => start < end);
  return {
    sums: wholeDays(firstDay, lastDay, byDay),
    edges: edges.map(([start = 0, end = 0]) => ({ from: instantOf(start), to: instantOf(end) })),
  };
}

function wholeDays(from: number, to: number, byDay: boolean): Cover['sums'] {
  const [firstMonth, lastMonth] = [ceilMonth(from), floorMonth(to)];
  const pieces: readonly ['d' | 'm', number, number][] =
    byDay || firstMonth >= lastMonth
      ? [['d', from, to]]
      : [
          ['d', from, firstMonth],
          ['m', firstMonth, lastMonth],
          ['d', lastMonth, to],
        ];
  return pieces
    .filter(([, start, end]) => start < end)
    .map(([grain, start, end]) => ({ grain, from: dateOf(start), to: dateOf(end) }));
}
