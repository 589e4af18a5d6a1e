import { Instant, MAX_TEXT, Sha, type Text } from '@arbiter/contracts';
import { z } from 'zod';

const LARGEST_NUMBER = 2 ** 31 - 1;
/** Postgres knows no offsets beyond this. */
const LARGEST_OFFSET_HOURS = 15;
const LAST_INSTANT = Date.UTC(2100, 0, 1);
const MOMENT = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(\.\d{1,9})? ?(Z|UTC|[+-]\d\d:?\d\d)$/;

/** Text that a database can store: NUL and lone surrogates become U+FFFD. At most `max` UTF-16 units, no half character. */
export function storable(text: string, max: number): string {
  const cut = text.length > max ? text.slice(0, isHighSurrogate(text, max - 1) ? max - 1 : max) : text;
  return (cut.includes('\0') ? cut.replaceAll('\0', '\uFFFD') : cut).toWellFormed();
}

const isHighSurrogate = (text: string, at: number) => (text.charCodeAt(at) & 0xfc00) === 0xd800;

/** What somebody wrote, cut at MAX_TEXT, saying so. */
export function textOf(text: string): Text {
  const stored = { text: storable(text, MAX_TEXT) };
  return text.length > MAX_TEXT ? { ...stored, truncated: true } : stored;
}

/** The same instant in one form, offset kept; undefined for what is no date, or none that a commit can have. */
export function instantOf(text: string): string | undefined {
  if (text.length > 40) return undefined;
  const [, date, time, fraction = '', zone] = MOMENT.exec(text) ?? [];
  if (date === undefined || time === undefined || zone === undefined) return undefined;
  const instant = `${date}T${time}${fraction.slice(0, 7)}${offsetOf(zone)}`;
  const millis = Instant.safeParse(instant).success ? Date.parse(instant) : Number.NaN;
  if (!(millis >= 0 && millis < LAST_INSTANT)) return undefined;
  return Number(offsetOf(zone).slice(1, 3)) > LARGEST_OFFSET_HOURS ? new Date(millis).toISOString() : instant;
}

function offsetOf(zone: string): string {
  if (zone === 'Z' || zone === 'UTC') return 'Z';
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`;
}

/** A forge's numeric id, as text. Beyond 2^53 two ids would be one number: refused. */
export const Id = z.int().positive().transform(String);

/** A change's or issue's number within its repository. */
export const Number32 = z.int().positive().max(LARGEST_NUMBER);

export const ShaText = Sha;

/** A ref or a branch: longer ones than git's own hosts allow are refused, not cut, because a cut one is another one. */
export const RefName = z
  .string()
  .min(1)
  .max(1024)
  .transform((name) => storable(name, 1024));

/** A date as either forge writes it. */
export const Moment = z.string().transform((text, context) => {
  const instant = instantOf(text);
  if (instant !== undefined) return instant;
  context.addIssue({ code: 'custom', message: 'not a date between 1970 and 2100' });
  return z.NEVER;
});

/** A name for people to read. */
export const Label = z.string().transform((name) => storable(name, 512));

/** A title or description: null means empty. */
export const Prose = z
  .string()
  .nullish()
  .transform((text) => textOf(text ?? ''));

/** The value, or undefined where it is absent, null or nonsense: for what a delivery can do without. */
export const lenient = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().catch(undefined);

/** A field that may be absent or anything at all: looked at later, if ever. */
export const Anything = z.unknown().optional();
