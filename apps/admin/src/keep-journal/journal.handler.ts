import { Consumes, type Received } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { JournalWriter } from './journal-writer.ts';
import { LEGS } from './legs.ts';
import { stepsOf } from './step.ts';

/**
 * Takes every event of the journey but audit entries, which have a log of their own. It only notes what happened: it reads
 * outlines, and takes many at once, a second's worth at full speed. More would only be held in memory.
 */
@Injectable()
export class JournalHandler {
  constructor(private readonly journal: JournalWriter) {}

  @Consumes(LEGS.map(({ event }) => event.outline ?? event), { envelope: true, batch: 200 })
  handle(events: readonly Received<never>[]): Promise<void> {
    return this.journal.write(events.flatMap(stepsOf));
  }
}
