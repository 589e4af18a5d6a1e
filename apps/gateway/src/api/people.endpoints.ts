import {
  AccountKey,
  ApplyMailmap,
  Forge,
  LinkAccount,
  MergePeople,
  PartPerson,
  RejectCandidate,
  UnlinkAccount,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';

const id = z.uuid().describe('Id of the person.');
const account = {
  kind: AccountKey.shape.kind.describe('Where the account is.'),
  value: AccountKey.shape.value.describe('An address, an id, or @login.'),
};
const Changed = z.object({ changed: z.boolean().describe('Whether it was not so already.') });

/** Who is who: what the operator says of people who were met. */
@Injectable()
export class PeopleEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/people/:id/merge',
      tag: 'People',
      summary: 'Says that a person is another one. It can be taken back.',
      input: z.object({
        id,
        into: z.uuid().describe('Who they are.'),
        confirm: z.boolean().default(false).describe('Also if it makes one person of a crowd.'),
      }),
      output: Changed,
      run: ({ id: personId, into: intoId, confirm }, { id: by }) =>
        this.queries.ask(MergePeople, { personId, intoId, confirm, by }),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/people/:id/unmerge',
      tag: 'People',
      summary: 'Takes back that a person is another one: each has again what was theirs.',
      input: z.object({ id }),
      output: z.object({ fromId: z.uuid().describe('Who they were taken for.') }),
      run: ({ id: personId }, { id: by }) => this.queries.ask(PartPerson, { personId, by }),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/people/:id/reject',
      tag: 'People',
      summary: 'Turns a candidate down: they are not suggested for this person again.',
      input: z.object({ id, candidate: z.uuid().describe('Who they are not.') }),
      output: z.object({}),
      run: ({ id: personId, candidate: candidateId }) => this.queries.ask(RejectCandidate, { personId, candidateId }),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/people/:id/accounts',
      tag: 'People',
      summary: 'Says that an account is this person’s.',
      input: z.object({ id, ...account }),
      output: Changed,
      run: ({ id: personId, kind, value }, { id: by }) =>
        this.queries.ask(LinkAccount, { personId, account: { kind, value }, by }),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/people/accounts/unlink',
      tag: 'People',
      summary: 'Takes back that an account is somebody’s: it stands for itself again.',
      input: z.object(account),
      output: Changed,
      run: ({ kind, value }, { id: by }) => this.queries.ask(UnlinkAccount, { account: { kind, value }, by }),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/people/mailmaps',
      tag: 'People',
      summary: 'Takes the .mailmap of a repository as it is now; an empty one takes it away.',
      input: z.object({
        forge: Forge.describe('Code host.'),
        repositoryId: z.string().min(1).max(32).describe("The code host's id of the repository."),
        mailmap: z.base64().max(700_000).describe('The bytes of the file in base64.'),
      }),
      output: z.object({
        pairs: z.int().describe('Pairs of addresses that it names.'),
        matched: z.int().describe('People who are one from now on.'),
        left: z.record(z.string(), z.int()).describe('Pairs that wait for your word, by why.'),
      }),
      run: (request, { id: by }) => this.queries.ask(ApplyMailmap, { ...request, by }),
    }),
  ];

  constructor(private readonly queries: Queries) {}
}
