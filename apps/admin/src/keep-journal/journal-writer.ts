import { setTimeout as delay } from 'node:timers/promises';
import { DependencyDown } from '@arbiter/service';
import { Injectable } from '@nestjs/common';
import { JournalRepository } from '../persistence/journal.repository.ts';
import type { Step } from './step.ts';

/**
 * Pause between two writes, milliseconds. The steps of seventeen consumers gather meanwhile: larger writes cost much less,
 * and nobody waits for a journal line that is this late.
 */
const GATHERING = 40;

/** What one consumer brought, and whom to tell. */
interface Part {
  readonly steps: readonly Step[];
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/** Most steps of one transaction: with pushes of many commits, a few hundred messages hold tens of thousands. */
const MOST = 5_000;

interface Page {
  readonly parts: Part[];
}

/** Writes the steps that several consumers bring at the same time together, one write after the other. */
@Injectable()
export class JournalWriter {
  #open: Page | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly journal: JournalRepository) {}

  /** Resolves once the steps are stored. @throws DependencyDown; else what is wrong with just these steps */
  write(steps: readonly Step[]): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.#open ??= this.#turnPage();
    this.#open.parts.push({ steps, resolve: () => resolve(undefined), reject });
    return promise;
  }

  #turnPage(): Page {
    const page: Page = { parts: [] };
    this.#last = this.#last
      .then(() => delay(GATHERING))
      .then(() => {
        this.#open = undefined;
        return this.#store(page);
      });
    return page;
  }

  async #store({ parts }: Page): Promise<void> {
    try {
      const steps = parts.flatMap((part) => part.steps);
      for (let start = 0; start < steps.length; start += MOST) {
        await this.journal.write(steps.slice(start, start + MOST));
      }
      for (const { resolve } of parts) resolve();
    } catch (error) {
      if (parts.length === 1 || error instanceof DependencyDown) for (const { reject } of parts) reject(error);
      // Somebody's steps cannot be written: the others' must not suffer for it.
      else for (const part of parts) await this.#store({ parts: [part] });
    }
  }
}
