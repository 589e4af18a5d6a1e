import { z } from 'zod';

/** The free days of a country or a part of it: of the year, and by their distance from Easter Sunday. */
export const HolidayTable = z.record(
  z.string().max(8),
  z.object({
    fixed: z.array(z.string().regex(/^\d\d-\d\d$/)).default([]),
    easter: z.array(z.int()).default([]),
    /** Days of the week that are free: 0 is Sunday. */
    weekend: z.array(z.int().min(0).max(6)).optional(),
  }),
);
export type HolidayTable = z.infer<typeof HolidayTable>;

const USUAL_WEEKEND = [0, 6];
const DAY = 86_400_000;

/** Whether a date is free at a place: `DE-BY` has Bavaria's holidays and Germany's. A place that nobody knows has weekends. */
export function isFree(date: string, place: string | undefined, table: HolidayTable): boolean {
  const rows = placesOf(place).flatMap((name) => table[name] ?? []);
  const weekend = rows.findLast((row) => row.weekend !== undefined)?.weekend ?? USUAL_WEEKEND;
  const day = new Date(`${date}T00:00:00Z`);
  if (weekend.includes(day.getUTCDay())) return true;
  const fromEaster = Math.round((day.getTime() - easterSunday(day.getUTCFullYear())) / DAY);
  return rows.some(({ fixed, easter }) => fixed.includes(date.slice(5)) || easter.includes(fromEaster));
}

function placesOf(place: string | undefined): readonly string[] {
  if (place === undefined) return [];
  const [country = ''] = place.split('-');
  return country === place ? [place] : [country, place];
}

/** Midnight UTC of Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher). */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return Date.UTC(year, Math.floor(f / 31) - 1, (f % 31) + 1);
}
