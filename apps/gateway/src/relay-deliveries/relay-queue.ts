import type { Incoming } from '../accept-delivery/incoming.ts';
import type { Pressure } from './pressure.ts';

/** Deliveries that are waiting or being published, at most, bytes; whatever is over waits in the table. */
const MOST_BYTES = 64 * 1024 * 1024;
/** With more requests than these in hand, accepting has the machine, and relaying what it leaves. */
const CALM = 16;
/** Deliveries being published at once. */
const AT_ONCE = 256;
/** Deliveries that are handed over in one turn of the event loop: requests wait for no more than these. */
export const IN_A_TURN = 8;
/** How often is looked whether the busy time is over, milliseconds. */
const LOOK_EVERY = 50;
/**
 * In busy times many go together after so many looks: they wait, but not without end. Few of them cost all who handle them
 * nearly as much as many do: with 25 each quarter of a second it took an eighth longer until a burst's journeys were complete.
 */
const BUSY_LOOKS = 20;
const TOGETHER = 200;

/**
 * Deliveries on their way from their commit to the broker. A sender waits for acceptance, and nobody for the relay: in a
 * burst the relay slows down, so that it does not slow the door down, and catches up afterwards.
 */
export class RelayQueue {
  readonly #publish: (delivery: Incoming) => Promise<void>;
  readonly #pressure: Pressure;
  readonly #inHand = new Set<Promise<void>>();
  #waiting: Incoming[] = [];
  #bytes = 0;
  #requests = 0;
  /** How many may go although it is busy. */
  #granted = 0;
  #ended = false;
  #look: NodeJS.Timeout | undefined;
  /** How often it was busy since some were let go. */
  #busyLooks = 0;
  #turn: NodeJS.Immediate | undefined;

  /** @param publish never rejects */
  constructor(publish: (delivery: Incoming) => Promise<void>, pressure: Pressure) {
    this.#publish = publish;
    this.#pressure = pressure;
  }

  /** Whether accepting needs the machine. */
  get busy(): boolean {
    return this.#requests > CALM || this.#pressure.high;
  }

  /** Whether deliveries wait to be published. */
  get waits(): boolean {
    return this.#waiting.length > 0;
  }

  /** Runs the acceptance of a delivery, which goes before relaying. */
  async goFirst<Result>(accept: () => Promise<Result>): Promise<Result> {
    this.#requests++;
    this.#pressure.count();
    try {
      return await accept();
    } finally {
      this.#requests--;
      this.#relay();
    }
  }

  /** Takes a committed delivery along, if there is room: answers whether. */
  offer(delivery: Incoming): boolean {
    if (this.#ended || this.#bytes + delivery.raw.length > MOST_BYTES) return false;
    this.#bytes += delivery.raw.length;
    this.#waiting.push(delivery);
    this.#relay();
    return true;
  }

  /** Finishes what is being published; the table has the rest. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#waiting = [];
    clearTimeout(this.#look);
    clearImmediate(this.#turn);
    await Promise.all(this.#inHand);
  }

  #relay(): void {
    if (this.#turn !== undefined) return;
    for (let left = IN_A_TURN; this.#mayGo && this.#inHand.size < AT_ONCE && this.#waiting.length > 0; left--) {
      if (left === 0) {
        this.#turn = setImmediate(() => {
          this.#turn = undefined;
          this.#relay();
        });
        return;
      }
      this.#relayNext();
    }
    if (this.busy && this.#waiting.length > 0) {
      this.#look ??= setTimeout(() => {
        this.#look = undefined;
        this.#busyLooks = (this.#busyLooks + 1) % BUSY_LOOKS;
        if (this.#busyLooks === 0) this.#granted = Math.min(TOGETHER, this.#waiting.length);
        this.#relay();
      }, LOOK_EVERY);
    }
  }

  get #mayGo(): boolean {
    return this.#granted > 0 || !this.busy;
  }

  #relayNext(): void {
    this.#granted = Math.max(0, this.#granted - 1);
    const delivery = this.#waiting.shift();
    if (delivery === undefined) return;
    const relaying = this.#publish(delivery).finally(() => {
      this.#bytes -= delivery.raw.length;
      this.#inHand.delete(relaying);
      this.#relay();
    });
    this.#inHand.add(relaying);
  }
}
