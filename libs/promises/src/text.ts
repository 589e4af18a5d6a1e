/** A text that is read. */
export interface Text {
  readonly text: string;
  /** When it was written: ISO 8601 date-time with the writer's own offset, by which days are counted; without one, in `zone`. */
  readonly at: string;
  /** The IANA zone in which working days end; left out: the offset of `at`. */
  readonly zone?: string | undefined;
}

/** What was given is no text with a date and a zone; the message says what is wrong, and what would be right. */
export class UnreadableText extends Error {
  override readonly name = 'UnreadableText';
}

/**
 * Checks that something is a text. Whether its date and zone make sense is found out when it is read.
 * @throws UnreadableText
 */
export function readText(value: unknown): Text {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UnreadableText('This is not a JSON object with text, at and zone.');
  }
  const { text, at, zone } = value as Readonly<Record<string, unknown>>;
  if (typeof text !== 'string') throw new UnreadableText('text is missing, or is not a string.');
  if (typeof at !== 'string') {
    throw new UnreadableText('at is missing: an ISO 8601 date-time with an offset, like 2026-11-18T10:00:00+01:00.');
  }
  if (zone !== undefined && zone !== null && typeof zone !== 'string') {
    throw new UnreadableText('zone is not the name of an IANA time zone, like Europe/Berlin.');
  }
  return { text, at, zone: zone ?? undefined };
}
