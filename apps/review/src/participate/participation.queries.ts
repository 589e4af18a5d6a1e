import { AllowViewing, MayView, type ReplyOf, type RequestOf, SetParticipation } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { ParticipationRepository } from '../persistence/participation.repository.ts';
import { PersonRepository } from '../persistence/person.repository.ts';
import { Participation } from './participation.ts';

/** Takes down who takes part, and who may look at whose figures. */
@Controller()
export class ParticipationQueries {
  constructor(
    private readonly participants: ParticipationRepository,
    private readonly people: PersonRepository,
    private readonly participation: Participation,
  ) {}

  /** Whoever leaves takes with them what was found. */
  @Answers(SetParticipation)
  async set({ participant, state }: RequestOf<typeof SetParticipation>): Promise<ReplyOf<typeof SetParticipation>> {
    await this.participants.set(participant.kind, keysOf(participant), state);
    this.participation.forget();
    if (participant.kind !== 'person' || state !== 'left') return { state, deleted: 0 };
    const { commitments = 0, debtNotes = 0 } = await this.people.erase({
      personIds: participant.personIds,
      writings: [],
      traces: [],
    });
    return { state, deleted: commitments + debtNotes };
  }

  @Answers(AllowViewing)
  async allow({ personIds, viewer, until }: RequestOf<typeof AllowViewing>): Promise<ReplyOf<typeof AllowViewing>> {
    await this.participants.allow(personIds, viewer, until);
    return {};
  }

  @Answers(MayView)
  async mayView({ personIds, viewer }: RequestOf<typeof MayView>): Promise<ReplyOf<typeof MayView>> {
    return { allowed: await this.participants.allows(personIds, viewer) };
  }
}

function keysOf(participant: RequestOf<typeof SetParticipation>['participant']): string[] {
  if (participant.kind === 'person') return participant.personIds;
  return [participant.kind === 'channel' ? participant.channel : `${participant.forge}/${participant.repositoryId}`];
}
