import type { EventDefinition, JourneyKey } from '@arbiter/contracts';
import { DependencyDown } from '@arbiter/service';
import { observe } from '@arbiter/telemetry';
import { Injectable } from '@nestjs/common';
import { type PublishOptions, outgoing } from './outgoing.ts';
import { IN_FLIGHT, type Publisher } from './publisher.ts';

/** Options for many events at once. */
export interface PublishAllOptions<Data> {
  readonly drive?: string;
  /** The journey in hand that the new journey of an event's item at `index` comes from. */
  readonly from?: (data: Data, index: number) => JourneyKey | undefined;
}

/** Publishes events. A promise that resolves means stored: the broker has acknowledged each of them. */
@Injectable()
export class Events {
  readonly #service: string;
  readonly #publisher: Publisher;

  constructor(service: string, publisher: Publisher) {
    this.#service = service;
    this.#publisher = publisher;
  }

  /**
   * Publishes one event. The same fact published again is stored once.
   * @throws ZodError when the data breaks its contract
   * @throws DependencyDown when the broker does not store it within two seconds, or five where it is only busy
   * @throws EventTooLarge
   */
  async publish<Data>(definition: EventDefinition<Data>, data: Data, options?: PublishOptions): Promise<void> {
    const started = performance.now();
    const message = outgoing(this.#service, definition, data, options);
    try {
      await this.#publisher.store(message);
    } finally {
      for (const span of message.begun) span.end();
      observe('publishDuration', { event: definition.subject }, (performance.now() - started) / 1000);
    }
  }

  /**
   * Publishes many events, pipelined. Resolves once all are stored. Rejects at the first that cannot be, once nothing is in
   * the air any more; those that were not begun by then are left.
   * @throws as `publish`
   */
  async publishAll<Data>(
    definition: EventDefinition<Data>,
    datas: readonly Data[],
    { drive, from }: PublishAllOptions<Data> = {},
  ): Promise<void> {
    const errors: unknown[] = [];
    const left = datas.values();
    const publishLeft = async () => {
      for (const data of left) {
        if (errors.length > 0) return;
        const options = {
          ...(drive === undefined ? {} : { drive }),
          ...(from === undefined ? {} : { from: (index: number) => from(data, index) }),
        };
        await this.publish(definition, data, options).catch((error: unknown) => errors.push(error));
      }
    };
    await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, datas.length) }, publishLeft));
    if (errors.length > 0) throw errors.find((error) => error instanceof DependencyDown) ?? errors[0];
  }
}
