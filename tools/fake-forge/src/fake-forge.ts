import { GitStore, startGithub, startGitlab } from '@arbiter/testing';
import type { Options } from './options.ts';

/** A forge that runs, with a change open for each branch. */
export interface FakeForge {
  readonly url: string;
  /** Numbers of the changes, by branch. */
  readonly changes: ReadonlyMap<string, number>;
  /** Looks whether branches moved, and pushes those that did. */
  lookForPushes(): Promise<void>;
  close(): Promise<void>;
}

/** What the two fakes have in common, once they run. */
interface Running {
  readonly url: string;
  open(head: string): Promise<number>;
  push(number: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts it and opens the changes. `onWrite` is told of all that is written to it, in the forge's own words. */
export async function startFakeForge(
  options: Options,
  onWrite: (operation: string, answer: unknown) => void,
): Promise<FakeForge> {
  const store = new GitStore(options.repository);
  const running = await (options.forge === 'github' ? github : gitlab)(options, store, onWrite);
  const changes = new Map<string, number>();
  const tips = new Map<string, string | undefined>();
  for (const head of options.heads) {
    changes.set(head, await running.open(head));
    tips.set(head, await store.resolve(head));
  }
  return {
    url: running.url,
    changes,
    lookForPushes: async () => {
      for (const [head, number] of changes) {
        const tip = await store.resolve(head);
        if (tip === undefined || tip === tips.get(head)) continue;
        tips.set(head, tip);
        await running.push(number);
      }
    },
    close: () => running.close(),
  };
}

type OnWrite = (operation: string, answer: unknown) => void;

async function github(options: Options, store: GitStore, onWrite: OnWrite): Promise<Running> {
  const { name, base, port, webhook } = options;
  const permissions = { arbiter: 'write', ada: 'write', eve: 'read' } as const;
  const users = Object.keys(permissions).map((login) => ({ login, token: login }));
  const repositories = [{ name, store, defaultBranch: base, permissions }];
  const server = await startGithub({ port, users, repositories, onWrite, ...(webhook && { webhook }) });
  return {
    url: server.url,
    open: (head) => server.open({ repository: name, base, head, author: 'ada', title: head }),
    push: (number) => server.push(name, number),
    close: () => server.close(),
  };
}

async function gitlab(options: Options, store: GitStore, onWrite: OnWrite): Promise<Running> {
  const { name, base, port, webhook } = options;
  const members = { arbiter: 30, ada: 30, eve: 10 } as const;
  const users = Object.keys(members).map((username) => ({ username, token: username }));
  const projects = [{ path: name, store, defaultBranch: base, members }];
  const server = await startGitlab({ port, users, projects, onWrite, ...(webhook && { webhook }) });
  return {
    url: server.url,
    open: (source) => server.open({ project: name, target: base, source, author: 'ada', title: source }),
    push: (iid) => server.push(name, iid),
    close: () => server.close(),
  };
}
