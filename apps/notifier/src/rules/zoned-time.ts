/** A place on the calendar and the clock of some zone. */
export interface LocalTime {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Minutes since midnight. */
  readonly minute: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether the machine's time zone database knows the name. */
export function isZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What calendar and clock show there. */
export function localTime(at: Date, zone: string): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    minute: Number(part('hour')) * 60 + Number(part('minute')),
  };
}

/** The first instant at which calendar and clock show this; where the clock jumps over it, as long after the jump. */
export function instantOf({ date, minute }: LocalTime, zone: string): Date {
  const wall = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE;
  // A zone's offset changes by hours at most: one of the offsets around is the right one.
  const candidates = [wall - DAY, wall, wall + DAY]
    .map((around) => wall - offsetAt(new Date(around), zone))
    .toSorted((one, other) => one - other);
  const exact = candidates.find((at) => at + offsetAt(new Date(at), zone) === wall);
  return new Date(exact ?? candidates.at(-1) ?? wall);
}

/** Milliseconds that the zone is ahead of UTC. */
function offsetAt(at: Date, zone: string): number {
  const { date, minute } = localTime(at, zone);
  const wall = Date.parse(`${date}T00:00:00Z`) + minute * MINUTE;
  return wall - Math.floor(at.getTime() / MINUTE) * MINUTE;
}

/** The day after. */
export const nextDate = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 'YYYY-MM-DD'.length);

/** 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay();
