import { StreamRoom } from '@arbiter/messaging';
import { logger } from '@arbiter/telemetry';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

/** Milliseconds between two looks: far less than a stream takes to fill its second half. */
const LOOK_EVERY = 10_000;

/** Keeps room in the streams for what is to come. */
@Injectable()
export class MakeRoom implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #clock: NodeJS.Timeout | undefined;

  constructor(private readonly room: StreamRoom) {}

  onApplicationBootstrap(): void {
    this.#clock = setInterval(() => void this.#look(), LOOK_EVERY);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#clock);
  }

  async #look(): Promise<void> {
    try {
      for (const [stream, purged] of await this.room.make()) {
        logger('streams').info({ stream, purged }, 'made room: every consumer is done with these');
      }
    } catch (error) {
      logger('streams').warn({ error }, 'could not look for room in the streams');
    }
  }
}
