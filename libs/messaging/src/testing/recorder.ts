import { Inject, Injectable } from '@nestjs/common';
import { Consumes } from '../consume/consumes.ts';
import { type Push, PushMade } from './push.ts';

/** What a handler under test does with a batch; it throws what the handler is to throw. */
export type Behaviour = (pushes: readonly Push[]) => void | Promise<void>;
export const BEHAVIOUR = Symbol('behaviour');

/** A service's handler under test: remembers the batches that it got and those that it finished. */
@Injectable()
export class Recorder {
  readonly batches: (readonly Push[])[] = [];
  readonly done: Push[] = [];
  readonly #behaviour: Behaviour;

  constructor(@Inject(BEHAVIOUR) behaviour: Behaviour) {
    this.#behaviour = behaviour;
  }

  @Consumes(PushMade)
  async handle(pushes: readonly Push[]): Promise<void> {
    this.batches.push(pushes);
    await this.#behaviour(pushes);
    this.done.push(...pushes);
  }

  /** The ids of the pushes that were finished, sorted. */
  get doneIds(): string[] {
    return this.done.map(({ id }) => id).sort();
  }
}

/** The providers of a service that has this handler alone. */
export const recording = (behaviour: Behaviour) => [{ provide: BEHAVIOUR, useValue: behaviour }, Recorder];
