import { setTimeout as delay } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { ConsumerContext } from './consumer-context.ts';
import { type Handler, consumptionsOf } from './consumes.ts';
import { DurableConsumer } from './durable-consumer.ts';
import { showLag } from './lag-gauges.ts';

/** Finds every method marked with `@Consumes`, and takes its messages to it until the service ends. */
@Injectable()
export class Consumers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #discovery: DiscoveryService;
  readonly #scanner: MetadataScanner;
  readonly #context: ConsumerContext;
  /** Time that handlers have to finish what they have in hand, milliseconds. */
  readonly #grace: number;
  #consumers: readonly DurableConsumer[] = [];

  constructor(discovery: DiscoveryService, scanner: MetadataScanner, context: ConsumerContext, grace: number) {
    this.#discovery = discovery;
    this.#scanner = scanner;
    this.#context = context;
    this.#grace = grace;
  }

  /** The consumers of this service. */
  get all(): readonly DurableConsumer[] {
    return this.#consumers;
  }

  onApplicationBootstrap(): void {
    this.#consumers = this.#discovery.getProviders().flatMap(({ instance }) => this.#consumersOf(instance));
    const names = this.#consumers.map(({ durable }) => durable);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      throw new Error(`two methods consume for ${twice}; one event has one handler in a service`);
    showLag(this.#context.broker, () => this.#consumers);
    void this.#start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.stop()));
    const patience = new AbortController();
    const deadline = delay(this.#grace, undefined, { signal: patience.signal }).catch(() => undefined);
    await Promise.all(this.#consumers.map((consumer) => consumer.finish(deadline)));
    patience.abort();
  }

  async #start(): Promise<void> {
    await this.#context.broker.connected();
    await Promise.all(this.#consumers.map((consumer) => consumer.start()));
  }

  #consumersOf(instance: unknown): DurableConsumer[] {
    if (typeof instance !== 'object' || instance === null) return [];
    const prototype = Object.getPrototypeOf(instance) as Record<string, Handler<never> | undefined> | null;
    return this.#scanner.getAllMethodNames(prototype).flatMap((name) => {
      const method = prototype?.[name];
      if (method === undefined) return [];
      return consumptionsOf(method).map(
        (consumption) => new DurableConsumer(consumption, method.bind(instance), this.#context),
      );
    });
  }
}
