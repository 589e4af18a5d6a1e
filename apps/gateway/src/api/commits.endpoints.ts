import {
  CommitDetail,
  commitJourney,
  CommitSummary,
  Cursor,
  FindCommits,
  Forge,
  JourneyStatus,
  JourneyStatuses,
  JourneyStep,
  ListCommits,
  RepositoryRef,
  ShowJourney,
} from '@arbiter/contracts';
import { Queries } from '@arbiter/messaging';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { endpoint, type Endpoints } from './endpoint.ts';
import { given, Limit } from './parameters.ts';

const SHA = /^[0-9a-f]{7,64}$/;

const OneCommit = z.object({
  sha: z.string().toLowerCase().describe('The SHA, or at least its first seven digits.'),
  forge: Forge.optional().describe('Code host, where several know the commit.'),
  repository: z
    .string()
    .max(512)
    .optional()
    .describe('Id or full name of the repository, where several have the commit.'),
});
type OneCommit = z.infer<typeof OneCommit>;

const Place = z.object({ sha: z.string(), forge: Forge, repository: RepositoryRef });
const Journey = { journey: JourneyStatus.describe('How far its journey is.') };

/** Commits and their journeys. */
@Injectable()
export class CommitsEndpoints implements Endpoints {
  readonly endpoints = [
    endpoint({
      method: 'GET',
      path: '/v1/commits',
      tag: 'Commits',
      summary: 'Commits, newest first, each with the state of its journey.',
      input: z.object({
        forge: Forge.optional().describe('Code host.'),
        repository: z.string().max(512).optional().describe('Id or full name of the repository.'),
        ref: z.string().max(1024).optional().describe('Full ref, such as refs/heads/main.'),
        limit: Limit,
        cursor: Cursor.optional().describe('What the page before said as nextCursor.'),
      }),
      output: z.object({
        items: z.array(CommitSummary.extend(Journey)),
        total: z.int(),
        nextCursor: Cursor.nullable(),
      }),
      run: async (filter) => {
        const { items, ...page } = await this.queries.ask(ListCommits, { ...given(filter), limit: filter.limit });
        const journeys = await this.#statusesOf(items);
        return { items: items.map((item, index) => ({ ...item, journey: journeys[index] ?? 'running' })), ...page };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/commits/:sha',
      tag: 'Commits',
      summary: 'One commit. `others` names further commits that the SHA fits, such as the same one in a fork.',
      input: OneCommit,
      output: CommitDetail.extend({ ...Journey, others: z.array(Place) }),
      run: async (wanted) => {
        const [commit, ...others] = await this.#find(wanted);
        const [journey] = await this.#statusesOf([commit]);
        const places = others.map(({ sha, forge, repository }) => ({ sha, forge, repository }));
        return { ...commit, journey: journey ?? 'running', others: places };
      },
    }),
    endpoint({
      method: 'GET',
      path: '/v1/commits/:sha/journey',
      tag: 'Commits',
      summary: 'Everything that happened to a commit, step by step. Its trace id is the first 32 digits of its SHA.',
      input: OneCommit,
      output: Place.extend({ traceId: z.string(), status: JourneyStatus, steps: z.array(JourneyStep) }),
      run: async (wanted) => {
        const [commit] = await this.#find(wanted);
        const { sha, forge, repository } = commit;
        const { journey } = await this.queries.ask(ShowJourney, { journey: commitJourney(commit, sha) });
        const { status = 'running', steps = [] } = journey ?? {};
        return { sha, forge, repository, traceId: sha.slice(0, 32), status, steps: [...steps] };
      },
    }),
  ];

  constructor(private readonly queries: Queries) {}

  async #find(wanted: OneCommit): Promise<[CommitDetail, ...CommitDetail[]]> {
    if (!SHA.test(wanted.sha)) throw new Problem('commit-not-found');
    const { items } = await this.queries.ask(FindCommits, { ...given(wanted), sha: wanted.sha });
    const [first, ...others] = items;
    if (first === undefined) throw new Problem('commit-not-found');
    return [first, ...others];
  }

  async #statusesOf(commits: readonly CommitSummary[]): Promise<readonly (JourneyStatus | null)[]> {
    if (commits.length === 0) return [];
    const journeys = commits.map((commit) => commitJourney(commit, commit.sha));
    return (await this.queries.ask(JourneyStatuses, { journeys })).statuses;
  }
}
