import { type JourneyKey, type PersonRef, type WritingRef, journeyOfWriting } from '@arbiter/contracts';
import { hash } from 'node:crypto';

/** A text with everything that its reading depends on. */
export interface Written {
  readonly source: WritingRef;
  readonly journey: JourneyKey;
  /**
   * Of the text alone: it tells a text from an earlier one on the same journey (a description is edited, a commit never
   * is), and a change that was pushed to but not rewritten keeps its reading.
   */
  readonly digest: string;
  readonly text: string;
  /** When it was written, by the writer's own clock and offset. */
  readonly writtenAt: string;
  readonly author: PersonRef | undefined;
  /** The delivery that brought it. */
  readonly deliveryId: string;
}

/** What names a text's reading: the same text on the same journey is read once. */
export const keyOf = ({ journey, digest }: Pick<Written, 'journey' | 'digest'>): string => `${journey} ${digest}`;

/** Puts a text together with its key. */
export function written(
  source: WritingRef,
  content: { readonly text: string; readonly writtenAt: string; readonly author: PersonRef | undefined },
  deliveryId: string,
): Written {
  const text = storable(content.text);
  return {
    source,
    journey: journeyOfWriting(source),
    digest: hash('sha256', text, 'base64url'),
    text,
    writtenAt: content.writtenAt,
    author: content.author,
    deliveryId,
  };
}

/** Postgres stores neither NUL nor half a character; each becomes U+FFFD, so that offsets stay as they are. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '\uFFFD');
