import {
  type AttributedCommit,
  type AttributedPush,
  type CommitsAnalyzed,
  CommitsAnalyzedEvent,
  type CommitsAttributed,
  CommitsAttributedEvent,
  CommitsIngestedEvent,
  DeliveryAcceptedEvent,
  type EventDefinition,
  type EventSubject,
  type IngestedPush,
  MAX_COMMITS_PER_MESSAGE,
  type TokenUsage,
  type UsagePriced,
  type UsageRecorded,
  UsageRecordedEvent,
  commitJourney,
} from '@arbiter/contracts';
import { createHash } from 'node:crypto';
import { type GithubBody, ingested, packed, pushRow } from './github-push.ts';
import type { Insert } from './insert.ts';
import { uuidOf } from './uuid.ts';
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
    const pushes = deliveries.map((delivery) => ({ delivery, body: delivery.document as GithubBody }));
    const parts = pushes.map(({ delivery, body }) => ingested(delivery, body));
    await insert(
      PUSH,
      pushes.map(({ delivery, body }) => pushRow(delivery, body)),
    );
    const commits = parts.flatMap(({ push, commits: list }) => list.map((commit) => ({ push, commit })));
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
    const cause = deliveries[0]?.deliveryId ?? '';
    return packed(parts).map((group) =>
      out('ingestion.commits.ingested.v1', group[0]?.push.deliveryId ?? '', { cause, pushes: group }),
    );
  }),

  stage('identity', CommitsIngestedEvent, async (events, insert) => {
    const pushes = events.flatMap((event) => event.pushes);
    const emails = new Set(pushes.flatMap(({ commits }) => commits.map(({ author }) => author.email ?? '')));
    await insert(
      PERSON,
      [...emails].map((email) => [uuidOf(email), 'human', 'provisional']),
    );
    await insert(
      ACCOUNT,
      [...emails].map((email) => ['email', email, uuidOf(email), 'seen']),
    );
    await insert(
      ATTRIBUTION,
      pushes.flatMap(({ push, commits }) =>
        commits.map(({ sha, author }) => [
          push.forge,
          push.repository.id,
          Buffer.from(sha, 'hex'),
          0,
          uuidOf(author.email ?? ''),
        ]),
      ),
    );
    return events.map(({ cause, pushes: told }) => {
      const attributed: CommitsAttributed = { cause, pushes: told.map(attributedOf) };
      return out('identity.commits.attributed.v1', told[0]?.push.deliveryId ?? '', attributed);
    });
  }),

  stage('review', CommitsAttributedEvent, async (events, insert) => {
    const at = new Date().toISOString();
    const read = events.flatMap(({ pushes }) =>
      pushes.map(({ push, commits }) => ({ push, commits: commits.map((commit) => reading(push, commit, at)) })),
    );
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

const attributedOf = ({ push, commits }: IngestedPush): AttributedPush => ({
  push,
  commits: commits.map(({ sha, message, authoredAt, author }) => ({
    sha,
    message,
    authoredAt,
    attribution: { author: { id: uuidOf(author.email ?? ''), kind: 'human', standing: 'provisional' }, coAuthors: [] },
  })),
});

/** What the mock model would say, at the price of one look. */
function reading(push: IngestedPush['push'], { sha, message, attribution }: AttributedCommit, at: string) {
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
