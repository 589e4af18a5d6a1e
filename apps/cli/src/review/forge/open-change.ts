import type { Forge } from '@arbiter/contracts';
import { type Change, type CodeHost, CodeHosts, forgeConfig } from '@arbiter/forge';
import { findingMarkedIn, type Said } from '@arbiter/reviewing';
import { z } from 'zod';
import { Failure } from '../../failure.ts';
import type { ChangeToReview } from '../input/change-to-review.ts';
import type { Shas } from '../options.ts';
import { readChangeAddress } from './change-address.ts';

/** A change on a forge, and the way back to it. */
export interface OpenChange {
  readonly host: CodeHost;
  readonly change: Change;
  readonly shas: Shas;
  readonly toReview: ChangeToReview;
}

/** Reads a change from its forge, by the same variables as the services'. */
export async function openChange(given: string, env: NodeJS.ProcessEnv): Promise<OpenChange> {
  const { forge, address } = readChangeAddress(given);
  const host = hostOf(forge, env);
  const change = await host.change(address);
  const { repository } = change;
  const [diff, said, base] = await Promise.all([host.diff(change), saidOn(host, change), mergeBaseOf(host, change)]);
  const { complete, files } = diff;
  const fileAt = async (path: string, commit: string): Promise<string | undefined> => {
    const bytes = await host.file(repository, path, commit);
    return bytes && Buffer.from(bytes).toString();
  };
  return {
    host,
    change,
    shas: { base, start: change.baseSha, head: change.headSha },
    toReview: {
      name: given,
      files: complete ? files : files.map((file) => ({ truncated: 'the forge did not list every file', ...file })),
      title: change.title,
      description: change.description,
      said,
      baseFile: (path) => fileAt(path, change.baseSha),
      contentOf: (path) => fileAt(path, change.headSha),
    },
  };
}

/** What opens a forge. */
const CREDENTIALS = {
  github: 'ARBITER_GITHUB_TOKEN (or ARBITER_GITHUB_APP_ID with its key)',
  gitlab: 'ARBITER_GITLAB_TOKEN',
} as const;

/** @throws Failure where nothing opens the forge */
function hostOf(forge: Forge, env: NodeJS.ProcessEnv): CodeHost {
  const hosts = hostsOf(env);
  if (hosts.has(forge)) return hosts.of(forge);
  throw new Failure(`--change needs ${CREDENTIALS[forge]}: nothing opens ${NAMES[forge]}.`, { usage: true });
}

const NAMES = { github: 'GitHub', gitlab: 'GitLab' } as const;

/** @throws Failure where a variable is wrong */
function hostsOf(env: NodeJS.ProcessEnv): CodeHosts {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
  const config = z.object(forgeConfig).safeParse(Object.fromEntries(given));
  if (!config.success) {
    const problems = config.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
    throw new Failure(`The configuration is wrong: ${problems.join('; ')}.`, { usage: true });
  }
  try {
    return new CodeHosts(config.data);
  } catch (error) {
    throw new Failure(error instanceof Error ? error.message : String(error), { usage: true });
  }
}

async function mergeBaseOf(host: CodeHost, { repository, mergeBaseSha, baseSha, headSha }: Change): Promise<string> {
  return mergeBaseSha ?? (await host.compare(repository, baseSha, headSha)).mergeBaseSha;
}

/** What we said there before: markers count in our own comments alone. */
async function saidOn(host: CodeHost, change: Change): Promise<Said[]> {
  const [self, threads] = await Promise.all([host.self(), host.threads(change)]);
  return threads.flatMap(({ path, comments: [first] }) => {
    const marked = first?.author?.id === self.id ? findingMarkedIn(first.body) : undefined;
    return marked === undefined ? [] : [{ ...marked, path, message: first?.body ?? '' }];
  });
}
