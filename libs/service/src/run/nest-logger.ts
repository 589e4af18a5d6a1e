import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@arbiter/telemetry';

/** Nest's own words, in our log: its chatter at debug, its worries as they are. */
export class NestLogger implements LoggerService {
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  log(message: unknown, context?: unknown): void {
    this.#log.debug({ nest: String(message), context }, 'nest');
  }

  debug(message: unknown, context?: unknown): void {
    this.#log.debug({ nest: String(message), context }, 'nest');
  }

  verbose(message: unknown, context?: unknown): void {
    this.#log.trace({ nest: String(message), context }, 'nest');
  }

  warn(message: unknown, context?: unknown): void {
    this.#log.warn({ nest: String(message), context }, 'nest');
  }

  error(message: unknown, ...rest: readonly unknown[]): void {
    this.#log.error({ nest: String(message), context: rest.at(-1) }, 'nest');
  }
}
