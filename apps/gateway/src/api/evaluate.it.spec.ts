import { ConsiderCheckIn, EvaluateCheckIn, FindTraces, type ReplyOf, type RequestOf } from '@arbiter/contracts';
import { Answers, Broker, MessagingModule } from '@arbiter/messaging';
import { baseConfig, loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type INestApplication, Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { ApiKeys } from '../doors/api-key.ts';
import { type Ground, prepareGround, type RunningGateway } from '../harness/running-gateway.ts';
import { SECRETS } from '../harness/secrets.ts';

const ADA = stableId('ada');
const TURN = 'Nobody else is told.';
const gap = {
  ...{ gapDetected: false, truthScore: 1, claimed: null, workSince: 0, workOnIt: 0 },
  explanation: 'The words do not say how far it is.',
};

/** Identity, review, and a notifier that hears distress in everything. */
@Controller()
class Neighbours {
  static considered: RequestOf<typeof ConsiderCheckIn>[] = [];

  @Answers(FindTraces)
  find(_: RequestOf<typeof FindTraces>): Promise<ReplyOf<typeof FindTraces>> {
    return Promise.resolve({ person: { personIds: [ADA], traces: [] } });
  }

  @Answers(EvaluateCheckIn)
  evaluate(_: RequestOf<typeof EvaluateCheckIn>): Promise<ReplyOf<typeof EvaluateCheckIn>> {
    return Promise.resolve({ commitmentId: null, truthGap: gap, risk: null });
  }

  @Answers(ConsiderCheckIn)
  consider(request: RequestOf<typeof ConsiderCheckIn>): Promise<ReplyOf<typeof ConsiderCheckIn>> {
    Neighbours.considered.push(request);
    return Promise.resolve({
      excuse: 'burnout_signal',
      confidence: 0.9,
      message: request.forThem === true ? null : TURN,
    });
  }
}

describe('a check-in that sounds like distress', () => {
  let ground: Ground;
  let gateway: RunningGateway;
  let neighbours: INestApplication;

  const checkIn = async (key: string): Promise<unknown> => {
    const response = await fetch(`${gateway.url}/api/v1/evaluate`, {
      method: 'POST',
      headers: { 'x-api-key': key, 'content-type': 'application/json' },
      body: JSON.stringify({ user_id: ADA, check_in: 'I cannot cope any more' }),
    });
    return response.json();
  };

  beforeAll(async () => {
    ground = await prepareGround();
    gateway = await ground.run();
    @Module({ imports: [MessagingModule.forService('notifier')], controllers: [Neighbours] })
    class Beside {}
    const schema = z.object(baseConfig);
    const config = loadConfig(schema, { ARBITER_NATS_URL: ground.servers.natsUrl });
    neighbours = await createService({ name: 'notifier', module: Beside, config: schema }, config);
    await neighbours.get(Broker, { strict: false }).connected();
  });
  afterAll(async () => {
    await neighbours.close();
    await ground.close();
  });

  it('is answered to the person, with where to turn', async () => {
    const answer = await checkIn(new ApiKeys(SECRETS.apiKey).personalKey(ADA));
    expect(answer).toMatchObject({ excuse: 'burnout_signal', message: TURN });
    expect(Neighbours.considered.at(-1)).toMatchObject({ personId: ADA, forThem: false });
  });

  it('tells nothing to a tool that sends it for them, and lets them be told in private', async () => {
    expect(await checkIn(SECRETS.apiKey)).toMatchObject({ excuse: null, message: gap.explanation });
    expect(Neighbours.considered.at(-1)).toMatchObject({ personId: ADA, forThem: true });
  });
});
