import { ListWritings, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { PersonRepository } from '../persistence/person.repository.ts';

/** Answers what somebody wrote, as far as it was read. */
@Controller()
export class ListWritingsQueries {
  constructor(private readonly people: PersonRepository) {}

  @Answers(ListWritings)
  async list({ personIds, after, limit }: RequestOf<typeof ListWritings>): Promise<ReplyOf<typeof ListWritings>> {
    return { items: await this.people.writings(personIds, after ?? '', limit) };
  }
}
