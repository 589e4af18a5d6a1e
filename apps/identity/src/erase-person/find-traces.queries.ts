import { FindPeopleByTraces, FindTraces, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { PersonRepository } from '../persistence/person.repository.ts';

/** Answers who is meant, and by what they can be recognised. */
@Controller()
export class FindTracesQueries {
  constructor(private readonly people: PersonRepository) {}

  @Answers(FindPeopleByTraces)
  async findByTraces({ traces }: RequestOf<typeof FindPeopleByTraces>): Promise<ReplyOf<typeof FindPeopleByTraces>> {
    return { personIds: await this.people.idsBehind(traces) };
  }

  @Answers(FindTraces)
  async find({ person }: RequestOf<typeof FindTraces>): Promise<ReplyOf<typeof FindTraces>> {
    const personIds = await this.people.idsOf(person);
    if (personIds.length === 0) return { person: null };
    return { person: { personIds, traces: await this.people.tracesOf(personIds) } };
  }
}
