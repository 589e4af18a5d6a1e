import {
  type AttributedCommit,
  type CommitsAnalyzed,
  CommitsAnalyzedEvent,
  type CommitsAttributed,
  CommitsAttributedEvent,
  type CommitsIngested,
  CommitsIngestedEvent,
  type DeliveryAccepted,
  DeliveryAcceptedEvent,
  type EventDefinition,
  type EventSubject,
  MAX_COMMITS_PER_MESSAGE,
  type TokenUsage,
  type UsagePriced,
  type UsageRecorded,
  UsageRecordedEvent,
  commitJourney,
} from '@arbiter/contracts';
import { createHash } from 'node:crypto';
import type { Insert } from './insert.ts';
import { ACCOUNT, ANALYSIS, ATTRIBUTION, CHARGE, COMMIT, COMMIT_REF, DEBT_NOTE, PERSON, PUSH } from './tables.ts';

/** An event to publish. */
export interface Out {
  readonly subject: EventSubject;
  readonly id: string;
  readonly data: unknown;
}

/** What a service does with a batch of one event: it writes its rows, and answers what follows. */
export interface Stage {
  readonly service: string;
  readonly subject: EventSubject;
  readonly handle: (events: readonly never[], insert: Insert) => Promise<Out[]>;
}

interface GithubBody {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly created: boolean;
  readonly repository: { readonly id: number; readonly full_name: string };
  readonly commits: readonly {
    readonly id: string;
    readonly message: string;
    readonly timestamp: string;
    readonly author: { readonly name: string; readonly email: string };
  }[];
}

const DEBT = /TODO|hack/;
const NO_TOKENS = { cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, reasoning: 0 };

function stage<Event>(
  service: string,
  { subject }: EventDefinition<Event>,
  handle: (events: readonly Event[], insert: Insert) => Promise<Out[]>,
): Stage {
  return { service, subject, handle };
}

/** The journey of a commit with nothing around it: the same events, the same rows, the same order of things. */
export const STAGES: readonly Stage[] = [
  stage('ingestion', DeliveryAcceptedEvent, async (deliveries, insert) => {
    const pushes = deliveries.map((delivery) => ({ delivery, body: JSON.parse(delivery.body ?? '') as GithubBody }));
    const events = pushes.map(({ delivery, body }) => ingested(delivery, body));
    await insert(
      PUSH,
      pushes.map(({ delivery, body }) => pushRow(delivery, body)),
    );
    const commits = events.flatMap(({ push, commits: list }) => list.map((commit) => ({ push, commit })));
    await insert(
      COMMIT,
      commits.map(({ push, commit }) => [
        push.forge,
        push.repository.id,
        commit.sha,
        push.deliveryId,
        push.repository.name,
        commit.message.text,
        false,
        commit.authoredAt,
      ]),
    );
    await insert(
      COMMIT_REF,
      commits.map(({ push, commit }) => [push.forge, push.repository.id, commit.sha, push.ref]),
    );
    return events.map((data) => out('ingestion.commits.ingested.v1', data.push.deliveryId, data));
  }),

  stage('identity', CommitsIngestedEvent, async (events, insert) => {
    const emails = new Set(events.flatMap(({ commits }) => commits.map(({ author }) => author.email ?? '')));
    await insert(
      PERSON,
      [...emails].map((email) => [uuidOf(email), 'human', 'provisional']),
    );
    await insert(
      ACCOUNT,
      [...emails].map((email) => ['email', email, uuidOf(email), 'seen']),
    );
    const attributed = events.map(({ push, commits }): CommitsAttributed => ({
      push,
      commits: commits.map(({ sha, message, authoredAt, author }) => ({
        sha,
        message,
        authoredAt,
        attribution: {
          author: { id: uuidOf(author.email ?? ''), kind: 'human', standing: 'provisional' },
          coAuthors: [],
        },
      })),
    }));
    await insert(
      ATTRIBUTION,
      attributed.flatMap(({ push, commits }) =>
        commits.map(({ sha, attribution }) => [
          push.forge,
          push.repository.id,
          Buffer.from(sha, 'hex'),
          0,
          attribution.author?.id,
        ]),
      ),
    );
    return attributed.map((data) => out('identity.commits.attributed.v1', data.push.deliveryId, data));
  }),

  stage('review', CommitsAttributedEvent, async (events, insert) => {
    const at = new Date().toISOString();
    const read = events.map(({ push, commits }) => ({
      push,
      commits: commits.map((commit) => reading(push, commit, at)),
    }));
    await insert(
      ANALYSIS,
      read.flatMap(({ push, commits }) =>
        commits.map(({ usage, digest, person, debtNotes }) => [
          usage.journey,
          digest,
          'commit',
          push.forge,
          push.repository.id,
          push.deliveryId,
          JSON.stringify(person),
          usage.usageId,
          usage.provider,
          usage.model,
          JSON.stringify(usage.tokens),
          at,
          '{}',
          debtNotes,
        ]),
      ),
    );
    const all = read.flatMap(({ commits }) => commits);
    return Array.from({ length: Math.ceil(all.length / MAX_COMMITS_PER_MESSAGE) }, (_, index) => {
      const part = all.slice(index * MAX_COMMITS_PER_MESSAGE, (index + 1) * MAX_COMMITS_PER_MESSAGE);
      const cause = `identity.commits.attributed.v1/${part[0]?.usage.usageId ?? ''}`;
      const analyzed: CommitsAnalyzed = {
        cause,
        commits: part.map(({ usage: { journey }, person: author, debtNotes }) => ({
          journey,
          author,
          commitments: [],
          debtNotes,
        })),
      };
      const recorded: UsageRecorded = { cause, usages: part.map(({ usage }) => usage) };
      return [out('review.commits.analyzed.v1', cause, analyzed), out('llm.usage.recorded.v1', cause, recorded)];
    }).flat();
  }),

  stage('notifier', CommitsAnalyzedEvent, async (events, insert) => {
    await insert(
      DEBT_NOTE,
      events
        .flatMap(({ commits }) => commits)
        .filter(({ debtNotes }) => debtNotes > 0)
        .map(({ journey, author, debtNotes }) => [journey, '', author?.id, debtNotes]),
    );
    return [];
  }),

  stage('cost-accounting', UsageRecordedEvent, async (events, insert) => {
    await insert(
      CHARGE,
      events.flatMap(({ usages }) =>
        usages.map(({ usageId, journey, task, provider, model, tokens, person, forge, repository, at }) => [
          usageId,
          journey,
          task,
          provider,
          model,
          tokens.input,
          tokens.cacheRead,
          tokens.cacheWrite5m,
          tokens.cacheWrite1h,
          tokens.output,
          tokens.reasoning,
          '0',
          'free',
          person?.id,
          forge,
          repository?.id,
          at,
        ]),
      ),
    );
    return events.map(({ cause, usages }) => {
      const priced: UsagePriced = {
        cause,
        usages: usages.map(({ usageId, journey }) => ({ usageId, journey, pico: '0', basis: 'free' })),
      };
      return out('cost.usage.priced.v1', cause, priced);
    });
  }),
];

const out = (subject: EventSubject, key: string, data: unknown): Out => ({ subject, id: `${subject}/${key}`, data });

function ingested({ deliveryId }: DeliveryAccepted, { ref, repository, commits }: GithubBody): CommitsIngested {
  return {
    push: {
      deliveryId,
      forge: 'github',
      repository: { id: String(repository.id), name: repository.full_name },
      ref,
      part: 0,
    },
    commits: commits.map(({ id, message, timestamp, author }) => ({
      sha: id,
      message: { text: message },
      authoredAt: timestamp,
      author,
      committer: author,
    })),
  };
}

function pushRow(
  { deliveryId, receivedAt }: DeliveryAccepted,
  { ref, before, after, created, repository, commits }: GithubBody,
): unknown[] {
  const id = uuidOf(deliveryId);
  return [
    id,
    deliveryId,
    receivedAt,
    'github',
    String(repository.id),
    repository.full_name,
    ref,
    before,
    after,
    created,
    false,
    false,
    commits.length,
    false,
  ];
}

/** What the mock model would say, at the price of one look. */
function reading(push: CommitsIngested['push'], { sha, message, attribution }: AttributedCommit, at: string) {
  const digest = createHash('sha256').update(message.text).digest('hex');
  const person = attribution.author;
  const tokens: TokenUsage = { input: Math.ceil(message.text.length / 4), output: 3, ...NO_TOKENS };
  const usage: UsageRecorded['usages'][number] = {
    usageId: `mock-${sha}`,
    journey: commitJourney(push, sha),
    task: 'extraction',
    provider: 'mock',
    model: 'rules-1',
    tokens,
    ...(person === undefined ? {} : { person }),
    forge: push.forge,
    repository: push.repository,
    at,
  };
  return { digest, person, usage, debtNotes: DEBT.test(message.text) ? 1 : 0 };
}

/** Any UUID that the same text always has. */
export function uuidOf(text: string): string {
  const hex = createHash('md5').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
