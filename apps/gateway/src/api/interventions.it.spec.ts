import {
  DecideIntervention,
  GiveSafetyFeedback,
  ListAcceptance,
  ListInbox,
  type ReplyOf,
  type RequestOf,
  SetConsent,
  SetLeads,
  SetPreferences,
  ShowConsent,
  ShowPreferences,
} from '@arbiter/contracts';
import { Answers, Broker, MessagingModule, QueryFailed } from '@arbiter/messaging';
import { baseConfig, loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type INestApplication, Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { ApiKeys } from '../doors/api-key.ts';
import { eventually } from '../harness/eventually.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { SECRETS } from '../harness/secrets.ts';

const ADA = stableId('ada');
const LEA = stableId('lea');
const ID = stableId('intervention');

/** The notifier: it notes what it is asked. */
@Controller()
class Neighbour {
  static asked: unknown[] = [];

  static note<Answer>(request: unknown, answer: Answer): Promise<Answer> {
    Neighbour.asked.push(request);
    return Promise.resolve(answer);
  }

  @Answers(ListInbox)
  list(request: RequestOf<typeof ListInbox>): Promise<ReplyOf<typeof ListInbox>> {
    return Neighbour.note(request, { items: [], total: 0 });
  }

  @Answers(DecideIntervention)
  decide(request: RequestOf<typeof DecideIntervention>): Promise<ReplyOf<typeof DecideIntervention>> {
    return Neighbour.note(request, { outcome: 'decided', state: 'accepted', message: 'Done.' });
  }

  @Answers(ShowPreferences)
  show(request: RequestOf<typeof ShowPreferences>): Promise<ReplyOf<typeof ShowPreferences>> {
    return Neighbour.note(request, { personId: ADA, preferences: { zone: 'UTC' } });
  }

  @Answers(SetPreferences)
  set(request: RequestOf<typeof SetPreferences>): Promise<ReplyOf<typeof SetPreferences>> {
    const { preferences } = request;
    if (preferences.zone === 'Mars/Olympus') throw new QueryFailed('unknown-zone', 'The time zone is not known.', 400);
    return Neighbour.note(request, { personId: ADA, preferences });
  }

  @Answers(ShowConsent)
  showConsent(request: RequestOf<typeof ShowConsent>): Promise<ReplyOf<typeof ShowConsent>> {
    return Neighbour.note(request, { personId: ADA, leadsMayKnow: false });
  }

  @Answers(SetConsent)
  setConsent(request: RequestOf<typeof SetConsent>): Promise<ReplyOf<typeof SetConsent>> {
    return Neighbour.note(request, { personId: ADA, leadsMayKnow: request.leadsMayKnow });
  }

  @Answers(SetLeads)
  leads(request: RequestOf<typeof SetLeads>): Promise<ReplyOf<typeof SetLeads>> {
    return Neighbour.note(request, { items: [] });
  }

  @Answers(ListAcceptance)
  acceptance(request: RequestOf<typeof ListAcceptance>): Promise<ReplyOf<typeof ListAcceptance>> {
    return Neighbour.note(request, { items: [] });
  }

  @Answers(GiveSafetyFeedback)
  feedback(request: RequestOf<typeof GiveSafetyFeedback>): Promise<ReplyOf<typeof GiveSafetyFeedback>> {
    return Neighbour.note(request, { feedbackId: ID, outcome: 'kept' });
  }
}

describe('interventions in the REST API', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbour: INestApplication;
  const personal = (id: string) => new ApiKeys(SECRETS.apiKey).personalKey(id);

  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run({ ARBITER_API_RATE_LIMIT_PER_MINUTE: '100000' });
    @Module({ imports: [MessagingModule.forService('notifier')], controllers: [Neighbour] })
    class Beside {}
    const schema = z.object(baseConfig);
    const config = loadConfig(schema, { ARBITER_NATS_URL: ground.servers.natsUrl });
    neighbour = await createService({ name: 'notifier', module: Beside, config: schema }, config);
    await neighbour.get(Broker, { strict: false }).connected();
    await eventually(async () => {
      expect((await call('GET', '/interventions')).status).toBe(200);
    });
  });
  afterAll(async () => {
    await neighbour.close();
    await ground.close();
  });
  beforeEach(() => {
    Neighbour.asked = [];
  });

  const call = async (method: string, path: string, body?: object, key: string = SECRETS.apiKey) => {
    const response = await fetch(`${gateway.url}/api/v1${path}`, {
      method,
      headers: { 'x-api-key': key, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
  };

  it('are decided about by whoever the operator names', async () => {
    const { answer } = await call('POST', `/interventions/${ID}/decision`, {
      decision: 'accepted',
      by: 'lea@example.org',
    });
    expect(answer).toEqual({ outcome: 'decided', state: 'accepted', message: 'Done.' });
    expect(Neighbour.asked).toEqual([{ interventionId: ID, decision: 'accepted', by: { email: 'lea@example.org' } }]);
  });

  it('are decided about by a person in their own name alone', async () => {
    const path = `/interventions/${ID}/decision`;
    expect((await call('POST', path, { decision: 'rejected' }, personal(LEA))).status).toBe(200);
    expect((await call('POST', path, { decision: 'rejected', by: ADA }, personal(LEA))).status).toBe(403);
    expect(Neighbour.asked).toEqual([{ interventionId: ID, decision: 'rejected', by: { personId: LEA } }]);
  });

  it('are shown to a person as far as they are about them', async () => {
    await call('GET', `/interventions?person_id=${LEA}`, undefined, personal(ADA));
    expect(Neighbour.asked).toEqual([{ limit: 50, personId: ADA }]);
    expect((await call('GET', '/interventions/leads', undefined, personal(ADA))).status).toBe(403);
  });

  it.each([
    ['zone', { zone: 'Mars/Olympus' }, 'unknown-zone'],
    ['a time that is none', { quiet: { from: '25:00', until: '07:00' } }, 'invalid-parameters'],
    [
      'leave that ends before it begins',
      { leave: [{ from: '2026-08-12', until: '2026-08-05' }] },
      'invalid-parameters',
    ],
    ['30 February', { leave: [{ from: '2026-02-30', until: '2026-03-05' }] }, 'invalid-parameters'],
    ['a channel that there is not', { channels: ['pigeon'] }, 'invalid-parameters'],
    ['the inbox, which is always on', { channels: ['inbox'] }, 'invalid-parameters'],
  ])('refuse preferences with %s', async (_, preferences, code) => {
    const { status, answer } = await call('PATCH', '/interventions/preferences', {
      person: 'ada@example.org',
      ...preferences,
    });
    expect([status, answer['code']]).toEqual([400, code]);
  });

  it('let people set their own preferences, and nobody else’s', async () => {
    const wish = { zone: 'Europe/Berlin', leave: [{ from: '2026-08-05', until: '2026-08-12' }] };
    expect((await call('PATCH', '/interventions/preferences', wish, personal(ADA))).status).toBe(200);
    expect((await call('PATCH', '/interventions/preferences', { ...wish, person: ADA }, personal(LEA))).status).toBe(
      403,
    );
    expect((await call('PATCH', '/interventions/preferences', wish)).status).toBe(400);
    expect(Neighbour.asked).toEqual([{ person: { personId: ADA }, preferences: wish }]);
  });

  it('let a person say whether leads may hear of distress, and nobody say it for them', async () => {
    const path = '/interventions/consent';
    expect((await call('PATCH', path, { leadsMayKnow: true }, personal(ADA))).answer).toMatchObject({
      leadsMayKnow: true,
    });
    expect((await call('GET', path, undefined, personal(ADA))).status).toBe(200);
    for (const method of ['GET', 'PATCH'] as const) {
      const body = method === 'GET' ? undefined : { leadsMayKnow: true };
      expect(await call(method, path, body)).toMatchObject({ status: 403, answer: { code: 'person-only' } });
    }
    const person = { personId: ADA };
    expect(Neighbour.asked).toEqual([{ person, leadsMayKnow: true }, { person }]);
  });

  it('take leads by team, department and organisation', async () => {
    await call('POST', '/interventions/leads', {
      items: [
        { team: 'core', leads: ['lea@example.org'] },
        { department: 'platform', leads: ['u-7'] },
        { leads: [LEA] },
      ],
    });
    expect(Neighbour.asked).toEqual([
      {
        leads: [
          { scope: { type: 'team', name: 'core' }, people: [{ email: 'lea@example.org' }] },
          { scope: { type: 'department', name: 'platform' }, people: [{ userId: 'u-7' }] },
          { scope: { type: 'organization', name: '' }, people: [{ personId: LEA }] },
        ],
      },
    ]);
  });

  it('take feedback as CommitVigil’s clients give it', async () => {
    const { status, answer } = await call('POST', '/safety/feedback', {
      ...{ intervention_id: 'their-own-17', user_id: 'u-1', manager_id: 'm-1', action_taken: 'modified' },
      ...{ final_message_sent: 'How is it going?', comments: null },
    });
    expect([status, answer]).toMatchObject([200, { status: 'success', outcome: 'kept', feedbackId: ID }]);
    expect(Neighbour.asked).toEqual([
      { interventionId: 'their-own-17', action: 'modified', by: { userId: 'm-1' }, text: 'How is it going?' },
    ]);
  });
});
