import {
  ActOnCommitment as Act,
  ListCommitments,
  type ReplyOf,
  type RequestOf,
  ShowCommitment,
} from '@arbiter/contracts';
import { Answers } from '@arbiter/messaging';
import { Controller } from '@nestjs/common';
import { OwnCommitmentsRepository } from '../persistence/own-commitments.repository.ts';
import { ActOnCommitment } from './act-on-commitment.ts';

/** Answers people about their own promises. */
@Controller()
export class CommitmentsQueries {
  constructor(
    private readonly own: OwnCommitmentsRepository,
    private readonly actOn: ActOnCommitment,
  ) {}

  @Answers(ListCommitments)
  list({ personIds, ...filter }: RequestOf<typeof ListCommitments>): Promise<ReplyOf<typeof ListCommitments>> {
    return this.own.list(personIds, filter);
  }

  @Answers(ShowCommitment)
  show({ personIds, commitmentId }: RequestOf<typeof ShowCommitment>): Promise<ReplyOf<typeof ShowCommitment>> {
    return this.actOn.show(personIds, commitmentId);
  }

  @Answers(Act)
  act(request: RequestOf<typeof Act>): Promise<ReplyOf<typeof Act>> {
    return this.actOn.run(request);
  }
}
