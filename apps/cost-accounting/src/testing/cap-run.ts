import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { UsageRecordedEvent, durableOf, streamOf } from '@arbiter/contracts';
import { answerPrompt } from '@arbiter/llm/testing';
import { Broker } from '@arbiter/messaging';
import { until } from '@arbiter/messaging/testing';
import { toUsd } from '@arbiter/pricing';
import { DependencyDown } from '@arbiter/service';
import { type BilledCall, type ModelServer, startModelServer } from '@arbiter/testing';
import { fateOf, randomOf } from './faults.ts';
import { CostWorld } from './world.ts';

/** Everything takes its time where seven processes share a small machine, milliseconds. */
const PATIENCE = 120_000;
const CALLERS = 50;

/** What the providers ask for a million tokens of each model, in pico-dollars a token: input, cached input, output. */
const RATES: Readonly<Record<string, readonly [number, number, number]>> = {
  'llama-3.3-70b-versatile': [590_000, 590_000, 790_000],
  'llama-3.1-8b-instant': [50_000, 50_000, 80_000],
  'gpt-4o-mini': [150_000, 75_000, 600_000],
};

/** A line of the providers' own bill, in pico-dollars. Reckoned here, and by nothing that is under test. */
export function costOf({ model, tokens }: BilledCall): bigint {
  const rates = RATES[model];
  if (!rates) throw new Error(`The fakes bill no ${model}.`);
  const [input, cached, output] = rates;
  return BigInt(tokens.input * input + tokens.cacheRead * cached + tokens.output * output);
}

export const sumOf = (lines: readonly BilledCall[]): bigint => lines.reduce((sum, line) => sum + costOf(line), 0n);

/**
 * Four processes of fifty callers, three replicas of the service, a provider that fails in every way; and what is killed in
 * the middle. All by one seed, as far as the machine's timing lets it be.
 */
export class CapRun {
  readonly #children: ChildProcess[] = [];

  private constructor(
    readonly world: CostWorld,
    readonly provider: ModelServer,
    /** The ids of the budget that is used up, and of one above it that is not. */
    readonly budgets: { readonly narrow: string; readonly wide: string },
    /** What is in the narrow one, pico-dollars. */
    readonly cap: bigint,
  ) {}

  static async prepare(seed: number): Promise<CapRun> {
    const random = randomOf(seed);
    const provider = await startModelServer({
      answer: answerPrompt,
      choose: ({ limit, prompt }) => fateOf(random, limit, Math.ceil(Buffer.byteLength(prompt) / 4)),
    });
    const world = await CostWorld.start();
    const cap = BigInt(2_000 + Math.floor(random() * 500)) * 1_000_000_000n;
    const wide = { capUsd: toUsd(cap * 2n) };
    const ladder = (['defer', 'mock', 'downgrade'] as const)[seed % 3] ?? 'defer';
    const organization = await world.budget({ ...wide, period: 'week' });
    await world.budget({ ...wide, scope: { type: 'repository', id: 'github/1' } });
    await world.budget({ ...wide, scope: { type: 'provider', id: 'groq' }, period: 'month' });
    const team = { scope: { type: 'team', id: 'core' }, period: 'total', onExhausted: ladder } as const;
    const { id: narrow } = await world.budget({ ...team, capUsd: toUsd(cap) });
    return new CapRun(world, provider, { narrow, wide: organization.id }, cap);
  }

  /** Runs until nothing is left for anybody, and every call that nobody came back from is over. */
  async spend(): Promise<void> {
    const [replica] = [this.#start('main.js'), this.#start('main.js')];
    const callers = [0, 1, 2, 3].map((index) => this.#start('testing/caller.js', [String(index), String(CALLERS)]));
    const ends = callers.slice(1).map((caller) => once(caller, 'exit'));
    await this.#billed(4n);
    callers[0]?.kill('SIGKILL');
    // Its leases run for a minute and a half; that long nobody here waits.
    await this.#expire(`call->'subject'->>'department' = 'caller-0'`);
    await this.#billed(3n);
    await this.world.servers.redis.kill();
    await this.#billed(2n);
    replica.kill('SIGKILL');
    await this.world.servers.redis.start();
    await Promise.all(ends);
    await this.#expire('true');
    await until(async () => (await this.#held()) === 0, PATIENCE);
    await this.handled();
  }

  /** Waits until every usage that was told has been handled. */
  async handled(): Promise<void> {
    const { consumers } = await this.world.get(Broker).manager();
    const durable = durableOf('cost-accounting', UsageRecordedEvent);
    await until(async () => {
      const { num_pending, num_ack_pending } = await consumers.info(streamOf(UsageRecordedEvent.owner), durable);
      return num_pending === 0 && num_ack_pending === 0;
    }, PATIENCE);
  }

  /** Writes the ledger anew, by the command that an operator would run. */
  async rebuild(): Promise<void> {
    await once(this.#start('rebuild.js'), 'exit');
  }

  async close(): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await this.provider.close();
    await this.world.close();
  }

  #start(file: string, args: string[] = []): ChildProcess {
    const { databaseUrl, natsUrl, redisUrl } = this.world.servers;
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      ARBITER_DATABASE_URL: databaseUrl,
      ARBITER_NATS_URL: natsUrl,
      ARBITER_REDIS_URL: redisUrl,
      ARBITER_SERVICE_PORT: '0',
      ARBITER_LOG_LEVEL: 'silent',
      // Groq first, then a model of OpenAI's that is no dearer.
      GROQ_API_KEY: 'gsk-test',
      GROQ_BASE_URL: this.provider.groq,
      OPENAI_API_KEY: 'sk-test',
      OPENAI_BASE_URL: this.provider.openai,
      ARBITER_DEFAULT_MODEL: 'gpt-4o-mini',
      ARBITER_LLM_TIMEOUT: '15',
      ARBITER_LLM_MAX_RETRIES: '2',
    };
    const built = fileURLToPath(new URL(`../../dist/${file}`, import.meta.url));
    const child = fork(built, args, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.#children.push(child);
    return child;
  }

  /** Waits until one part in so many of the cap is on the bill. */
  async #billed(part: bigint): Promise<void> {
    await until(() => sumOf(this.provider.bill) > this.cap / part, PATIENCE);
  }

  async #expire(which: string): Promise<void> {
    const update = `update reservation set expires_at = now() where state = 'held' and ${which}`;
    // So many connect at once that somebody waits too long: asked again.
    const expired = () =>
      this.world.rows(update).then(
        () => true,
        (error: unknown) => {
          if (error instanceof DependencyDown) return false;
          throw error;
        },
      );
    await until(expired, PATIENCE);
  }

  async #held(): Promise<number> {
    const [row] = await this.world.rows<{ held: string }>(
      `select count(*) as held from reservation where state = 'held'`,
    );
    return Number(row?.held);
  }
}
