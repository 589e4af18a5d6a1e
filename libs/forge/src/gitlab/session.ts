import { Gitlab } from '@gitbeaker/rest';
import type { ChangeAddress, ForgeUser, RepositoryAddress } from '../api/change.ts';
import type { CallOptions, WriteOptions } from '../api/code-host.ts';
import { Unreadable } from '../api/forge.errors.ts';
import { asked } from '../wire/asked.ts';
import { Wire, type WireRules } from '../wire/wire.ts';
import { writeOnce } from '../wire/write-once.ts';
import { callSignal, requesterOver } from './requester.ts';
import { userOf } from './shapes.ts';

/** How GitLab is reached. */
export interface GitlabSettings {
  /** `https://gitlab.com`, without `/api/v4`. */
  readonly baseUrl: string;
  readonly token: string;
}

export type GitlabRules = Pick<WireRules, 'timeout' | 'retries' | 'maxWait'> & Partial<Pick<WireRules, 'pace'>>;

/** GitLab refuses more than 300 notes a minute, unless its operator says otherwise. */
const PACE = { burst: 20, every: 250 };
const REPEATABLE = /\/(?:statuses\/[^/]+|award_emoji)$/;

/** Things of a list that are read at most. */
const MOST = 10_000;

/** GitLab, with one token. */
export class GitlabSession {
  readonly api: InstanceType<typeof Gitlab<false>>;
  readonly #wire: Wire;
  #self: Promise<ForgeUser> | undefined;

  constructor({ baseUrl, token }: GitlabSettings, rules: GitlabRules) {
    this.#wire = new Wire({ forge: 'gitlab', pace: PACE, repeatable: REPEATABLE, ...rules });
    const requesterFn = requesterOver(this.#wire);
    this.api = new Gitlab({ host: baseUrl, token, requesterFn, rateLimits: {}, queryTimeout: null });
  }

  /** Asks, with the errors of this library. */
  ask<Result>({ signal }: CallOptions, call: () => Promise<Result>): Promise<Result> {
    return asked('gitlab', signal, () => callSignal.run(signal, call));
  }

  /** Reads a list to its end. @throws Unreadable beyond 10,000 things */
  all<Item>(
    options: CallOptions,
    list: (paging: { readonly perPage: 100; readonly maxPages: number }) => Promise<readonly Item[]>,
  ): Promise<readonly Item[]> {
    return this.ask(options, async () => {
      const items = await list({ perPage: 100, maxPages: MOST / 100 });
      if (items.length >= MOST) throw new Unreadable('gitlab', 'it is a list without end');
      return items;
    });
  }

  /** Writes what must not be doubled. */
  once<Result>(
    options: WriteOptions,
    write: () => Promise<Result>,
    find: () => Promise<Result | undefined>,
  ): Promise<Result> {
    const { retries } = this.#wire.rules;
    return writeOnce({ forge: 'gitlab', retries, write: () => this.ask(options, write), find }, options);
  }

  /** Posts a body as it is: GitBeaker's own way would make a form of it, and break paths with `&` in them. */
  async post(options: CallOptions, path: string, body: object): Promise<unknown> {
    const { requester } = this.api.MergeRequests;
    return (await this.ask(options, () => requester.post(path, { body: { ...body } }))).body;
  }

  /** Who we are; asked once for all callers, so none of them can give it up. */
  self(): Promise<ForgeUser> {
    this.#self ??= this.ask({}, async () => userOf(await this.api.Users.showCurrentUser())).catch((error: unknown) => {
      this.#self = undefined;
      throw error;
    });
    return this.#self;
  }
}

/** By its id, which survives renames; by its path where only that is known. */
export const projectOf = ({ id, name }: RepositoryAddress): string => id ?? name;

/** A merge request's address in GitLab's API. */
export const pathOf = ({ repository, number }: ChangeAddress): string =>
  `projects/${encodeURIComponent(projectOf(repository))}/merge_requests/${number}`;
