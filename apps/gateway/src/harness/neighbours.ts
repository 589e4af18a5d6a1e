import {
  AnswerScim,
  CountFindings,
  CountJourneys,
  CountPeople,
  FindCommits,
  JourneyStatuses,
  ImportPeople,
  LinkGitEmails,
  LinkSlackAccounts,
  ListCommits,
  ListInbox,
  ListUnmatched,
  MergePeople,
  PreviewCommitments,
  type ReplyOf,
  type RequestOf,
  type ServiceName,
  ShowJourney,
  TotalCost,
} from '@arbiter/contracts';
import { Answers, MessagingModule, QueryFailed } from '@arbiter/messaging';
import { baseConfig, loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { Controller, Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';

/** A commit that the neighbours know, in two repositories. */
export const COMMIT = {
  sha: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
  forge: 'github' as const,
  repository: { id: '1', name: 'acme/hello' },
  title: 'Fix it',
  authoredAt: '2026-01-03T23:36:29+02:00',
  ingestedAt: '2026-01-03T23:36:30Z',
  refs: ['refs/heads/main'],
  orphaned: false,
};
const FORK = { ...COMMIT, repository: { id: '2', name: 'globex/hello' } };
const DETAIL = { message: 'Fix it\n\nI will test it by Friday.', truncated: false };
const PERSON = '6d6be4f4-3d45-4a58-8f1c-2a35cb5cf2ec';
const STEPS = [
  {
    service: 'ingestion',
    event: 'ingestion.commits.ingested.v1',
    time: '2026-01-03T23:36:30Z',
    traceId: COMMIT.sha.slice(0, 32),
  },
];

/** What the services behind the gateway answer, as their contracts have it. */
@Controller()
class Answering {
  /** The state of every journey that is asked for. */
  static status: 'running' | 'complete' | 'dead-lettered' = 'complete';
  /** The journeys that were asked for. */
  static readonly asked: string[] = [];

  @Answers(ListCommits)
  list({ limit, cursor }: RequestOf<typeof ListCommits>): Promise<ReplyOf<typeof ListCommits>> {
    if (cursor === 'bad') throw new QueryFailed('bad-cursor', 'cursor: not one of ours.');
    return Promise.resolve({ items: [COMMIT, FORK].slice(0, limit), total: 2, nextCursor: limit < 2 ? 'next' : null });
  }

  @Answers(FindCommits)
  find({ sha, repository }: RequestOf<typeof FindCommits>): Promise<ReplyOf<typeof FindCommits>> {
    const items = [COMMIT, FORK].filter((commit) => commit.sha.startsWith(sha));
    const wanted = items.filter((commit) => repository === undefined || commit.repository.name === repository);
    return Promise.resolve({ items: wanted.map((commit) => ({ ...commit, ...DETAIL })) });
  }

  @Answers(JourneyStatuses)
  statuses({ journeys }: RequestOf<typeof JourneyStatuses>): Promise<ReplyOf<typeof JourneyStatuses>> {
    Answering.asked.push(...journeys);
    return Promise.resolve({ statuses: journeys.map(() => Answering.status) });
  }

  @Answers(ShowJourney)
  show({ journey: key }: RequestOf<typeof ShowJourney>): Promise<ReplyOf<typeof ShowJourney>> {
    return Promise.resolve({ journey: { key, status: Answering.status, steps: STEPS } });
  }

  @Answers(CountJourneys)
  journeys(_: RequestOf<typeof CountJourneys>): Promise<ReplyOf<typeof CountJourneys>> {
    return Promise.resolve({ running: 1, complete: 2, deadLettered: 3 });
  }

  @Answers(CountPeople)
  people(_: RequestOf<typeof CountPeople>): Promise<ReplyOf<typeof CountPeople>> {
    return Promise.resolve({ people: 4, bots: 1, unmatched: 2 });
  }

  @Answers(CountFindings)
  findings(_: RequestOf<typeof CountFindings>): Promise<ReplyOf<typeof CountFindings>> {
    return Promise.resolve({ analyzed: 5, commitments: 1, ambiguous: 0, debtNotes: 2 });
  }

  @Answers(TotalCost)
  cost(_: RequestOf<typeof TotalCost>): Promise<ReplyOf<typeof TotalCost>> {
    return Promise.resolve({ calls: 5, usd: '0.000000000000', pico: '0' });
  }

  @Answers(PreviewCommitments)
  preview({ texts }: RequestOf<typeof PreviewCommitments>): Promise<ReplyOf<typeof PreviewCommitments>> {
    if (texts.some(({ zone }) => zone === 'Mars/X')) throw new QueryFailed('invalid-parameters', 'zone is unknown.');
    return Promise.resolve({
      previews: texts.map(({ text }) => ({
        items: [
          {
            ...{ type: 'commitment', start: 0, end: text.length, text, who: 'I', what: 'fix it', deadline: null },
            ...{ confidence: 0.9, ambiguous: false },
          },
        ],
      })),
    });
  }

  @Answers(ListInbox)
  inbox(_: RequestOf<typeof ListInbox>): Promise<ReplyOf<typeof ListInbox>> {
    return Promise.resolve({ items: [], total: 0 });
  }

  @Answers(ListUnmatched)
  unmatched(_: RequestOf<typeof ListUnmatched>): Promise<ReplyOf<typeof ListUnmatched>> {
    return Promise.resolve({
      items: [{ personId: PERSON, account: 'login:mona', commits: 3, since: '2026-01-03', candidates: [] }],
      total: 1,
    });
  }

  @Answers(MergePeople)
  merge({ confirm }: RequestOf<typeof MergePeople>): Promise<ReplyOf<typeof MergePeople>> {
    if (!confirm) throw new QueryFailed('crowd-merge', 'This would make one person of a crowd.', 409);
    return Promise.resolve({ changed: true });
  }

  @Answers(ImportPeople)
  importPeople({ entries }: RequestOf<typeof ImportPeople>): Promise<ReplyOf<typeof ImportPeople>> {
    const none = { updated: 0, deactivated: 0, unchanged: 0, conflicts: [], stopped: false };
    return Promise.resolve({ created: entries.length, ...none });
  }

  @Answers(AnswerScim)
  scim(request: RequestOf<typeof AnswerScim>): Promise<ReplyOf<typeof AnswerScim>> {
    if (request.method === 'DELETE') return Promise.resolve({ status: 204 });
    const reply = { status: 200, body: request, etag: 'W/"1"', location: `${request.baseUrl}/Users/1` };
    return Promise.resolve(reply);
  }

  @Answers(LinkSlackAccounts)
  slack({ links }: RequestOf<typeof LinkSlackAccounts>): Promise<ReplyOf<typeof LinkSlackAccounts>> {
    return Promise.resolve({ results: links.map(() => ({ personId: PERSON, created: false })) });
  }

  @Answers(LinkGitEmails)
  git({ links }: RequestOf<typeof LinkGitEmails>): Promise<ReplyOf<typeof LinkGitEmails>> {
    return Promise.resolve({ results: links.map(() => ({ personId: PERSON, created: true })) });
  }
}

export const Neighbours = Answering;

/** Answers for all services behind the gateway: the other end of their contracts, over the real broker. */
export async function runNeighbours(natsUrl: string): Promise<NestFastifyApplication> {
  const name: ServiceName = 'admin';
  @Module({ imports: [MessagingModule.forService(name)], controllers: [Answering] })
  class NeighboursModule {}
  const config = z.object(baseConfig);
  const service = { name, module: NeighboursModule as Type, config };
  return createService(service, loadConfig(config, { ARBITER_NATS_URL: natsUrl }));
}
