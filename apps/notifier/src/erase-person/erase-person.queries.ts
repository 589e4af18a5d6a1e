import { ErasePerson, ExportPerson, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Database, scrub } from '@arbiter/persistence';
import { Controller } from '@nestjs/common';
import { PersonRepository } from '../persistence/person.repository.ts';

const { notifier: Erase } = ErasePerson;
const { notifier: Export } = ExportPerson;

/** What the notifier holds of somebody: handed out, and erased. */
@Controller()
export class ErasePersonQueries {
  constructor(
    private readonly people: PersonRepository,
    private readonly database: Database,
  ) {}

  @Answers(Erase)
  async erase(request: RequestOf<typeof Erase>): Promise<ReplyOf<typeof Erase>> {
    const erased = await this.people.erase(request);
    const { masked, deleted } = await scrub(this.database, request.traces);
    return { erased: { ...erased, fields: masked + deleted }, waiting: 0 };
  }

  @Answers(Export)
  export(request: RequestOf<typeof Export>): Promise<ReplyOf<typeof Export>> {
    return this.people.export(request, request.after);
  }
}
