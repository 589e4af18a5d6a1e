import 'reflect-metadata';
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { type QueryDefinition, type ReplyOf, ReserveBudget, UsageRecordedEvent } from '@arbiter/contracts';
import {
  type AnswerUsage,
  type Answered,
  BudgetExhausted,
  type ExtractionAnswer,
  ModelRouter,
  extraction,
  llmConfig,
  usagesOf,
} from '@arbiter/llm';
import { RedisStore } from '@arbiter/llm/testing';
import { Broker, Events, MessagingModule, Queries } from '@arbiter/messaging';
import { connectRedis } from '@arbiter/persistence';
import { defineConfig, loadConfig, stableId } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { Module } from '@nestjs/common';

/*
 * A process of its own for the test of the cap: many callers at once that ask models as services do, through the real SDKs,
 * and tell what they used, until nothing is left. The test kills it in the middle.
 */

@Module({ imports: [MessagingModule.forService('review')] })
class Caller {}

const [, , process_ = '', callers = '0'] = process.argv;
const definition = defineConfig(llmConfig);
const config = loadConfig(definition, process.env);
const app = await createService({ name: 'review', module: Caller, config: definition }, config);
const queries = app.get(Queries, { strict: false });
const events = app.get(Events, { strict: false });
await app.get(Broker, { strict: false }).whenUp(10_000);

/** The reservation of the call that a question makes, which names it to the provider: so the bill can be laid beside the ledger. */
const calls = new AsyncLocalStorage<{ reservation: string }>();
const plainFetch = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const headers = new Headers(init?.headers);
  headers.set('x-client-request-id', calls.getStore()?.reservation ?? '');
  return plainFetch(input, { ...init, headers });
};

async function ask<Request, Reply>(query: QueryDefinition<Request, Reply>, request: Request): Promise<Reply> {
  const call = calls.getStore();
  const reply = await queries.ask(query, request);
  const granted = query.subject === ReserveBudget.subject && (reply as ReplyOf<typeof ReserveBudget>).granted;
  if (call && granted) call.reservation = (request as { reservationId: string }).reservationId;
  return reply;
}

const redis = connectRedis('caller', config);
const models = new ModelRouter(config, { queries: { ask }, store: new RedisStore(redis), atOnce: Number(callers) });
const department = `caller-${process_}`;
const person = { id: stableId(department), kind: 'human', standing: 'known', team: 'core', department } as const;

/** One question, and what it used told, whatever came of it. */
async function question(key: string, text: string): Promise<'answered' | 'failed' | 'over'> {
  const account = {
    subject: { team: 'core', department, repository: { forge: 'github', id: '1' } },
    review: `review-${key}`,
  } as const;
  const input = { text, at: '2026-11-18T10:00:00Z' };
  try {
    const [answered] = await models.askAll(extraction, [{ key, input, account }]);
    await tell(key, answered?.usages ?? []);
    return isPaid(answered) ? 'answered' : 'over';
  } catch (error) {
    await tell(key, usagesOf(error));
    return error instanceof BudgetExhausted ? 'over' : 'failed';
  }
}

const isPaid = (answered: Answered<ExtractionAnswer> | undefined) => answered?.usages.at(-1)?.provider !== 'mock';

async function tell(key: string, usages: readonly AnswerUsage[]): Promise<void> {
  if (usages.length === 0) return;
  const place = { forge: 'github', repository: { id: '1', name: 'octo/hello' } } as const;
  const told = usages.map((usage) => ({
    ...usage,
    journey: `message/${stableId(key)}` as const,
    task: extraction.name,
    person,
    ...place,
  }));
  await events.publish(UsageRecordedEvent, { cause: key, usages: told });
}

async function work(caller: number): Promise<void> {
  for (let turn = 0; ; turn++) {
    const key = `${process_}-${String(caller)}-${String(turn)}`;
    // Every eighth text is one that somebody has sent before: the cache may answer it.
    const text = `I'll mend part ${turn % 8 === 7 ? String(turn) : key} by Friday. This is a hack.`;
    const outcome = await calls.run({ reservation: '' }, () => question(key, text)).catch(() => 'failed' as const);
    if (outcome === 'over') return;
    if (outcome === 'failed') await delay(20);
  }
}

await Promise.all(Array.from({ length: Number(callers) }, (_, caller) => work(caller)));
redis.disconnect();
await app.close();
