import { ReportOnOrganization, ReportOnPerson, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { OwnCommitmentsRepository } from '../persistence/own-commitments.repository.ts';
import { suppressed, withReliability } from './suppress.ts';

/** Figures about promises. Of a single person only to whom that person's own asks; who may ask is the gateway's to see to. */
@Controller()
export class ReportQueries {
  constructor(private readonly own: OwnCommitmentsRepository) {}

  @Answers(ReportOnPerson)
  async onPerson({ personIds }: RequestOf<typeof ReportOnPerson>): Promise<ReplyOf<typeof ReportOnPerson>> {
    const { sums, risks } = await this.own.sumsOf(personIds);
    return { sums: withReliability(sums), openAtRisk: { ...risks } };
  }

  @Answers(ReportOnOrganization)
  async onOrganization(_: RequestOf<typeof ReportOnOrganization>): Promise<ReplyOf<typeof ReportOnOrganization>> {
    return suppressed(await this.own.groups(), await this.own.people());
  }
}
