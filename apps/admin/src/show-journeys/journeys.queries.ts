import { CountJourneys, JourneyStatuses, type ReplyOf, type RequestOf, ShowJourney } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { ShowJourneys } from './show-journeys.ts';

/** Answers what other services ask about journeys. */
@Controller()
export class JourneysQueries {
  constructor(private readonly journeys: ShowJourneys) {}

  @Answers(ShowJourney)
  async show({ journey }: RequestOf<typeof ShowJourney>): Promise<ReplyOf<typeof ShowJourney>> {
    const found = await this.journeys.byKey(journey);
    return { journey: found ? { key: journey, status: found.status, steps: [...found.steps] } : null };
  }

  @Answers(JourneyStatuses)
  async statuses({ journeys }: RequestOf<typeof JourneyStatuses>): Promise<ReplyOf<typeof JourneyStatuses>> {
    return { statuses: await this.journeys.statuses(journeys) };
  }

  @Answers(CountJourneys)
  count(request: RequestOf<typeof CountJourneys>): Promise<ReplyOf<typeof CountJourneys>> {
    return this.journeys.count(request);
  }
}
