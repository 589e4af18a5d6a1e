import type { Octokit } from '@octokit/rest';
import type { RepositoryAddress } from '../api/change.ts';
import type { CallOptions, WriteOptions } from '../api/code-host.ts';
import { Gone, Unreadable } from '../api/forge.errors.ts';
import { asked } from '../wire/asked.ts';
import type { Wire } from '../wire/wire.ts';
import { writeOnce } from '../wire/write-once.ts';

/** Pages of a list that are read at most: with 100 each, 10,000 things. */
const MOST_PAGES = 100;

/** One page as Octokit gives it. */
interface Page<Item> {
  readonly data: readonly Item[];
  readonly headers: { readonly link?: string | undefined };
}

/** GitHub with one set of credentials, and one repository to ask about. */
export class GithubSession {
  readonly octokit: Octokit;
  /** Whether we are a GitHub App there. */
  readonly app: boolean;
  readonly where: { readonly owner: string; readonly repo: string };
  readonly #wire: Wire;

  constructor(octokit: Octokit, wire: Wire, app: boolean, { name }: RepositoryAddress) {
    this.octokit = octokit;
    this.#wire = wire;
    this.app = app;
    const [owner = '', repo = '', ...more] = name.split('/');
    if (owner === '' || repo === '' || more.length > 0) throw new Gone('github');
    this.where = { owner, repo };
  }

  /** Asks, with the errors of this library. */
  ask<Result>({ signal }: CallOptions, call: (request: { signal?: AbortSignal }) => Promise<Result>): Promise<Result> {
    return asked('github', signal, () => call(signal === undefined ? {} : { signal }));
  }

  /** Reads a list to its end. @throws Unreadable beyond 10,000 things */
  all<Item>(
    options: CallOptions,
    page: (paging: { per_page: number; page: number; request: { signal?: AbortSignal } }) => Promise<Page<Item>>,
  ): Promise<Item[]> {
    return this.ask(options, async (request) => {
      const items: Item[] = [];
      for (let number = 1; number <= MOST_PAGES; number++) {
        const { data, headers } = await page({ per_page: 100, page: number, request });
        items.push(...data);
        if (!(headers.link ?? '').includes('rel="next"')) return items;
      }
      throw new Unreadable('github', 'it is a list without end');
    });
  }

  /** Writes what must not be doubled. */
  once<Result>(
    options: WriteOptions,
    write: (request: { signal?: AbortSignal }) => Promise<Result>,
    find: () => Promise<Result | undefined>,
  ): Promise<Result> {
    const { retries } = this.#wire.rules;
    return writeOnce({ forge: 'github', retries, write: () => this.ask(options, write), find }, options);
  }
}
