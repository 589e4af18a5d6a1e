import { type AttemptRecord, NO_ATTEMPTS } from './attempts.ts';
import type { ConsumerContext } from './consumer-context.ts';
import { Draining } from './failure.ts';
import type { Holder } from './holder.ts';
import type { Incoming } from './incoming.ts';
import { type Settlement, keyOf } from './settlement.ts';

type Event = Incoming<never>;

interface Suspect {
  readonly event: Event;
  readonly record: AttemptRecord;
}

/**
 * A message is parked when the process has ended uncleanly four times while it was in hand under suspicion, which with
 * its first delivery makes five.
 */
const TOUCHES_UNTIL_PARKED = 4;

/**
 * Messages that were delivered before. Most are harmless: they failed, were handed back, or were near when a process
 * ended. One of them may be what ended it. So a mark is left in the broker before each is touched, and taken away after
 * a clean end:
 *
 * - failed or was put off before, and every delivery is explained by that: handled by itself, without a mark;
 * - no mark: handled together, each marked, all marks written at once, so that a restart costs milliseconds;
 * - marked: handled alone in the process. The culprit meets nobody there whom its crash could be blamed on;
 * - marked four times: set aside untouched.
 */
export class Suspects {
  readonly #context: ConsumerContext;
  readonly #queue: string;
  readonly #holder: Holder;
  readonly #settlement: Settlement;

  constructor(context: ConsumerContext, queue: string, holder: Holder, settlement: Settlement) {
    this.#context = context;
    this.#queue = queue;
    this.#holder = holder;
    this.#settlement = settlement;
  }

  /** @throws Draining when the service ends meanwhile; what is not settled then is to be handed back */
  async settle(events: readonly Event[]): Promise<void> {
    const { attempts } = this.#context;
    const records = await this.#holder.hold(() =>
      Promise.all(events.map((event) => attempts.get(keyOf(this.#queue, event)))),
    );
    const suspects = events.map((event, index): Suspect => ({ event, record: records[index] ?? NO_ATTEMPTS }));

    await this.#together(suspects.filter((suspect) => kindOf(suspect) === 'unmarked'));
    for (const suspect of suspects) {
      this.#holder.proceed();
      const kind = kindOf(suspect);
      if (kind === 'explained') await this.#settlement.settleOne(suspect.event, suspect.record);
      else if (kind === 'marked') await this.#alone(suspect);
      else if (kind === 'convicted') await this.#settlement.park(suspect.event, suspect.record);
    }
  }

  async #together(suspects: readonly Suspect[]): Promise<void> {
    if (suspects.length === 0) return;
    const marked = suspects.map(mark);
    await this.#holder.hold(() => this.#write(marked));
    try {
      await this.#settlement.settleBatch(
        marked.map(({ event }) => event),
        marked.map(({ record }) => record),
      );
    } catch (error) {
      // A drain is a clean end: the marks of what it leaves over are taken back.
      if (error instanceof Draining) await this.#write(suspects.filter(({ event }) => !event.delivery.settled));
      throw error;
    }
  }

  /** The mark is there only while the process is this message's own: else it would be convicted by others' crashes. */
  async #alone(suspect: Suspect): Promise<void> {
    const marked = mark(suspect);
    const settle = async () => {
      await this.#write([marked]);
      try {
        await this.#settlement.settleStraight(marked.event, marked.record);
      } catch (error) {
        await this.#write([suspect]).catch(() => undefined);
        throw error;
      }
    };
    await this.#holder.hold(() => this.#context.gate.alone(settle));
  }

  async #write(suspects: readonly Suspect[]): Promise<void> {
    const { attempts } = this.#context;
    await Promise.all(suspects.map(({ event, record }) => attempts.put(keyOf(this.#queue, event), record)));
  }
}

const mark = ({ event, record }: Suspect): Suspect => ({ event, record: { ...record, touches: record.touches + 1 } });

function kindOf({ event, record }: Suspect): 'convicted' | 'explained' | 'unmarked' | 'marked' {
  if (record.touches >= TOUCHES_UNTIL_PARKED) return 'convicted';
  if (record.touches > 0) return 'marked';
  return event.delivery.info.count - 1 <= record.failures + (record.postponed ?? 0) ? 'explained' : 'unmarked';
}
