import {
  AllowViewing,
  AuditItem,
  ErasureView,
  ListAudit,
  Participant,
  RequestErasure,
  SetParticipation,
  ShowErasure,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { endpoint, type Endpoints } from './endpoint.ts';
import { Exported, ExportEverything } from './export-everything.ts';
import { Limit } from './parameters.ts';
import { PersonalKeys } from './personal-keys.ts';
import { People, Reason, whom } from './whom.ts';

const tag = 'Privacy';
const State = z.enum(['in', 'out', 'left']).describe('left: out, and what was found is deleted.');
const DAY = 86_400_000;

/** What people may ask about themselves, and have done about it. */
@Injectable()
export class PrivacyEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'POST',
      path: '/v1/privacy/keys',
      tag,
      summary:
        'The personal key of somebody. It opens what is about them; it is void once the operator changes API_KEY_SECRET.',
      input: z.object({ ...whom, reason: Reason }),
      output: z.object({ personId: z.uuid(), key: z.string() }),
      status: 201,
      run: async ({ reason, ...named }, caller) => {
        const person = await this.people.find(named, caller);
        const [personId = ''] = person.personIds;
        await this.people.record(caller, 'person.key-issued', person, reason);
        return { personId, key: this.keys.keyOf(personId) };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/privacy/access-log',
      tag,
      personal: true,
      summary: 'Who looked at what is held about a person, who did what to it, and why; newest first.',
      input: z.object({ ...whom, limit: Limit }),
      output: z.object({ items: z.array(AuditItem) }),
      run: async ({ limit, ...named }, caller) => {
        const { personIds } = await this.people.find(named, caller);
        const pages = await Promise.all(personIds.map((personId) => this.queries.ask(ListAudit, { personId, limit })));
        const items = pages.flatMap((page) => page.items).toSorted((one, other) => other.seq - one.seq);
        return { items: items.slice(0, limit) };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/privacy/export',
      tag,
      personal: true,
      summary: 'Everything that is held of a person, by every service.',
      input: z.object({ ...whom, reason: Reason }),
      output: z.looseObject({
        personIds: z.array(z.uuid()),
        records: z.array(Exported),
      }),
      run: async ({ reason, ...named }, caller) => {
        const person = await this.people.lookAt(named, caller, { what: 'export', reason, consent: false });
        return this.everything.of(person);
      },
    }),
    endpoint({
      method: 'POST',
      path: '/v1/privacy/erasures',
      tag,
      personal: true,
      summary:
        'Erases a person from every table, stream and cache, for good. It goes on by itself until nothing is left.',
      input: z.object({
        ...whom,
        reason: Reason,
        names: z
          .array(z.string().min(2).max(256))
          .max(20)
          .default([])
          .describe('Names that they go by; a single word is taken for theirs wherever it stands.'),
      }),
      output: ErasureView,
      status: 201,
      run: async ({ reason, names, ...named }, caller) => {
        const {
          personIds: [personId = ''],
        } = await this.people.find(named, caller);
        const by = caller.kind === 'person' ? personId : caller.id;
        return this.queries.ask(
          RequestErasure,
          { person: { personId }, by, reason: reason ?? 'asked for', names },
          { timeoutMs: 30_000 },
        );
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/privacy/erasures/:id',
      tag,
      personal: true,
      summary: 'How far an erasure is, with what every service erased.',
      input: z.object({ id: z.uuid() }),
      output: ErasureView,
      run: ({ id }) => this.queries.ask(ShowErasure, { erasureId: id }),
    }),
    endpoint({
      method: 'POST',
      path: '/v1/privacy/grants',
      tag,
      personal: true,
      summary: 'A person lets the operator, or another person, look at their figures; days: 0 takes it back.',
      input: z.object({
        viewer: z.union([z.literal('operator'), z.uuid()]).default('operator'),
        days: z.int().min(0).max(366).default(30),
      }),
      output: z.object({ viewer: z.string(), until: z.string().nullable() }),
      status: 201,
      run: async ({ viewer, days }, caller) => {
        const person = await this.people.find({}, caller);
        const until = days === 0 ? null : new Date(Date.now() + days * DAY).toISOString();
        await this.queries.ask(AllowViewing, { personIds: person.personIds, viewer, until });
        await this.people.record(caller, until === null ? 'grant.withdrawn' : 'grant.given', person, undefined, {
          viewer,
        });
        return { viewer, until };
      },
    }),
    endpoint({
      method: 'POST',
      path: '/v1/privacy/participation',
      tag,
      personal: true,
      summary:
        'Whether what a person writes is read for promises: in, out from now on, or left, with what was found deleted.',
      input: z.object({ ...whom, state: State, reason: Reason }),
      output: z.object({ state: State, deleted: z.int() }),
      run: async ({ state, reason, ...named }, caller) => {
        const person = await this.people.find(named, caller);
        await this.people.record(caller, `participation.${state === 'in' ? 'begun' : 'ended'}`, person, reason, {
          state,
        });
        return this.queries.ask(SetParticipation, {
          participant: { kind: 'person', personIds: person.personIds },
          state,
        });
      },
    }),
    endpoint({
      method: 'POST',
      path: '/v1/privacy/sources',
      tag,
      summary: 'Whether a repository, or a channel of texts, is read for promises.',
      input: z.object({
        source: z.union([Participant.options[1], Participant.options[2]]),
        state: State.exclude(['left']),
      }),
      output: z.object({ state: State, deleted: z.int() }),
      run: ({ source, state }) => this.queries.ask(SetParticipation, { participant: source, state }),
    }),
  ];

  constructor(
    private readonly queries: Queries,
    private readonly people: People,
    private readonly everything: ExportEverything,
    private readonly keys: PersonalKeys,
  ) {}
}
