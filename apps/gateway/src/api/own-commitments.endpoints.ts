import {
  ActOnCommitment,
  type CommitmentAction,
  CommitmentState,
  CommitmentView,
  ListCommitments,
  ShowCommitment,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Caller } from '../doors/api-key.ts';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given } from './parameters.ts';
import { People, Reason, whom, type Whom } from './whom.ts';

const tag = 'Commitments';
const one = { id: z.uuid().describe('The commitment.'), ...whom, reason: Reason };
const OWN = 'People see their own first, with personal keys; the operator needs their leave and a reason.';

/** Promises, for those who made them: seen, corrected, disputed, taken back. */
@Injectable()
export class OwnCommitmentsEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/commitments',
      tag,
      personal: true,
      summary: `Somebody's commitments, each with its whole history and what shows it; newest first. ${OWN}`,
      input: z.object({
        ...whom,
        reason: Reason,
        state: CommitmentState.optional(),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
      output: z.object({ items: z.array(CommitmentView), total: z.int() }),
      run: async ({ reason, state, limit, ...named }, caller) => {
        const { personIds } = await this.people.lookAt(named, caller, { what: 'commitments', reason, consent: true });
        return this.queries.ask(ListCommitments, { personIds, limit, ...given({ state }) });
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/commitments/:id',
      tag,
      personal: true,
      summary: `One commitment of somebody. ${OWN}`,
      input: z.object(one),
      output: CommitmentView,
      run: async ({ id, reason, ...named }, caller) => {
        const { personIds } = await this.people.lookAt(named, caller, { what: 'commitment', reason, consent: true });
        return this.queries.ask(ShowCommitment, { personIds, commitmentId: id });
      },
    }),
    ...(['dispute', 'withdraw', 'confirm'] as const).map((kind) =>
      endpoint({
        method: 'POST',
        path: `/v1/commitments/:id/${kind}`,
        tag,
        personal: true,
        summary: {
          dispute: 'It was none, or what is said of it is wrong.',
          withdraw: 'Takes it back.',
          confirm: 'Says that it is one.',
        }[kind],
        input: z.object(one),
        output: CommitmentView,
        run: (input, caller) => this.#act(input, { kind }, caller),
      }),
    ),
    endpoint({
      method: 'POST',
      path: '/v1/commitments/:id/renegotiate',
      tag,
      personal: true,
      summary: 'Sets another time for it.',
      input: z.object({ ...one, due: z.union([z.iso.date(), z.iso.datetime({ offset: true })]) }),
      output: CommitmentView,
      run: ({ due, ...input }, caller) => this.#act(input, { kind: 'renegotiate', due }, caller),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/commitments/:id/correct',
      tag,
      personal: true,
      summary: 'Says what was really promised.',
      input: z.object({ ...one, what: z.string().min(1).max(1000) }),
      output: CommitmentView,
      run: ({ what, ...input }, caller) => this.#act(input, { kind: 'correct', what }, caller),
    }),
  ];

  constructor(
    private readonly queries: Queries,
    private readonly people: People,
  ) {}

  /** What others do to somebody's promise stands in that person's log. */
  async #act(
    { id, reason, ...named }: Whom & { readonly id: string; readonly reason?: string | undefined },
    action: CommitmentAction,
    caller: Caller,
  ): Promise<z.input<typeof CommitmentView>> {
    const person = await this.people.lookAt(named, caller, { what: 'commitment', reason, consent: false });
    const view = await this.queries.ask(ActOnCommitment, {
      personIds: person.personIds,
      commitmentId: id,
      action,
      reason: reason ?? '',
      by: caller,
    });
    await this.people.record(caller, 'commitment.changed', person, reason, { commitment: id, action: action.kind });
    return view;
  }
}
