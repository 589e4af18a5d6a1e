import { z } from 'zod';

/**
 * A JSON document as the bytes that say it, in UTF-8. At the top of an event's data it goes over the wire as it is, and whoever
 * receives the event has the document itself there.
 */
export class JsonBytes {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** A JSON object: to whoever sends it as JsonBytes, too. */
export const JsonDocument = z.custom<object>((value) => typeof value === 'object' && value !== null, 'not an object');
