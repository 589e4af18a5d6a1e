import type { AdminJourney, JourneyKey, JourneyStatus } from '@arbiter/contracts';
import { Injectable } from '@nestjs/common';
import { type JourneyCounts, JourneyRepository, type JourneyState } from '../persistence/journey.repository.ts';
import { toStep } from './journey.ts';

/** Tells how far journeys have come. */
@Injectable()
export class ShowJourneys {
  constructor(private readonly journeys: JourneyRepository) {}

  /** One journey with its steps; undefined where the journal does not know it. */
  async byKey(key: JourneyKey): Promise<AdminJourney | undefined> {
    const [state] = await this.journeys.states([key]);
    return state && this.withSteps(state);
  }

  /** The journeys of the commits whose SHA begins so. */
  async bySha(sha: string): Promise<AdminJourney[]> {
    const states = await this.journeys.statesOfSha(sha.toLowerCase());
    return Promise.all(states.map((state) => this.withSteps(state)));
  }

  /** In the order of the keys; null for what is not known. */
  async statuses(keys: readonly JourneyKey[]): Promise<(JourneyStatus | null)[]> {
    const states = await this.journeys.states(keys);
    const statuses = new Map(states.map(({ key, status }) => [key, status]));
    return keys.map((key) => statuses.get(key) ?? null);
  }

  count(filter: { forge?: string | undefined; repositoryId?: string | undefined }): Promise<JourneyCounts> {
    return this.journeys.count(filter);
  }

  private async withSteps({ key, status }: JourneyState): Promise<AdminJourney> {
    return { key, status, steps: (await this.journeys.steps(key)).map(toStep) };
  }
}
