import { StreamRoom } from '@arbiter/messaging';
import { Recurring } from '@arbiter/service';
import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** Milliseconds between two looks: far less than a stream takes to fill its second half. */
const LOOK_EVERY = 10_000;

/** Keeps room in the streams for what is to come. */
@Injectable()
export class MakeRoom implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #recurring = new Recurring('streams', LOOK_EVERY, () => this.run());

  constructor(private readonly room: StreamRoom) {}

  onApplicationBootstrap(): void {
    this.#recurring.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.#recurring.end();
  }

  async run(): Promise<void> {
    for (const [stream, purged] of await this.room.make()) {
      logger('streams').info({ stream, purged }, 'made room: every consumer is done with these');
    }
  }
}
