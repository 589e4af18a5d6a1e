import type { IncomingMessage } from 'node:http';
import { Problem } from './problem.ts';

/** Bytes of bodies that may be in memory at once, over all requests: more wait at their senders. */
const MOST_IN_FLIGHT = 192 * 1024 * 1024;
/** Bodies up to this size always fit. */
const SMALL = 1024 * 1024;

let inFlight = 0;

/**
 * Reads a body whole, as raw bytes: one copy at most, none for a body that came in one piece of its own.
 * @param limit most bytes; the stream is dropped as soon as it has more
 */
export function readBody(message: IncomingMessage, limit: number): Promise<Buffer> {
  const declared = Number(message.headers['content-length'] ?? Number.NaN);
  if (declared > limit) return Promise.reject(tooLarge());
  if (declared > SMALL && inFlight + declared > MOST_IN_FLIGHT)
    return Promise.reject(new Problem('too-busy', undefined, CLOSE));
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const settle = (outcome: () => void): void => {
      message.off('data', take).off('end', end).off('close', cut).off('error', cut);
      inFlight -= size;
      size = 0;
      outcome();
    };
    const take = (piece: Buffer): void => {
      pieces.push(piece);
      size += piece.length;
      inFlight += piece.length;
      if (size > limit)
        settle(() => {
          reject(tooLarge());
        });
      else if (size > SMALL && inFlight > MOST_IN_FLIGHT)
        settle(() => {
          reject(new Problem('too-busy', undefined, CLOSE));
        });
    };
    const end = (): void => {
      const body = joined(pieces, size);
      settle(() => {
        resolve(body);
      });
    };
    const cut = (): void => {
      settle(() => {
        reject(new Problem('malformed-request', 'The body ended early.', CLOSE));
      });
    };
    message.on('data', take).on('end', end).on('close', cut).on('error', cut);
  });
}

/**
 * The pieces as one, in memory of their own. Node's own `concat` would put several bodies into one slab of 64 KB, and each of them
 * would keep all of it for as long as it waits: V8 counts that, and collects for it.
 */
function joined(pieces: readonly Buffer[], size: number): Buffer {
  const [only] = pieces;
  if (only?.buffer.byteLength === size) return only;
  const body = Buffer.allocUnsafeSlow(size);
  let end = 0;
  for (const piece of pieces) end += piece.copy(body, end);
  return body;
}

/** The rest of the body is still coming, and nobody will read it. */
const CLOSE = { connection: 'close' };

const tooLarge = () => new Problem('body-too-large', undefined, CLOSE);
