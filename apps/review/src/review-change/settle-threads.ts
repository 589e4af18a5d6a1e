import type { Reaction, Thread } from '@arbiter/forge';
import { type ReviewOutcome, findingMarkedIn } from '@arbiter/reviewing';
import { Injectable } from '@nestjs/common';
import { type Fate, FindingRepository } from '../persistence/finding.repository.ts';
import { journeyOf } from './change-job.ts';
import type { Scene } from './review-change.ts';

/** A thread that we began about a finding. */
interface OwnThread {
  readonly thread: Thread;
  readonly fingerprint: string;
  /** Nobody but us has written in it. */
  readonly ours: boolean;
}

/** Most threads whose reactions are read at once: one call each. */
const MOST = 100;

/** Reads what people made of our comments, and ends the conversations that a push has settled. */
@Injectable()
export class SettleThreads {
  constructor(private readonly findings: FindingRepository) {}

  /** Learns from thumbs, and from threads that people resolved. */
  async learn(scene: Scene): Promise<void> {
    const { host, change, job, signal } = scene;
    const threads = await ownThreads(scene);
    const fates = await Promise.all(
      threads.slice(-MOST).map(async ({ thread, fingerprint }) => {
        const [first] = thread.comments;
        const reactions = first && (await host.reactions(change, { kind: 'thread', id: first.id }, { signal }));
        return [fingerprint, fateOf(reactions ?? [], thread)] as const;
      }),
    );
    for (const fate of ['dismissed', 'accepted', 'resolved'] as const) {
      const fingerprints = fates.flatMap(([fingerprint, found]) => (found === fate ? [fingerprint] : []));
      if (fingerprints.length > 0) await this.findings.settle(journeyOf(job), fingerprints, fate);
    }
  }

  /**
   * Resolves our own threads whose lines a push has changed so that the finding is not found again; a thread in which
   * somebody answered is theirs to resolve. Of a review that is not whole nothing is concluded.
   */
  async resolveFixed(scene: Scene, outcome: ReviewOutcome): Promise<void> {
    if (outcome.faults.length > 0) return;
    const { host, change, job, signal } = scene;
    const foundAgain = new Set(
      [...outcome.findings, ...outcome.overflow, ...outcome.setAside.map(({ finding }) => finding)].map(
        ({ fingerprint }) => fingerprint,
      ),
    );
    const fixed = (await ownThreads(scene)).filter(
      ({ thread, fingerprint, ours }) => ours && thread.outdated && !thread.resolved && !foundAgain.has(fingerprint),
    );
    for (const { thread } of fixed) await host.setResolved(change, thread.id, true, { signal });
    await this.findings.settle(
      journeyOf(job),
      fixed.map(({ fingerprint }) => fingerprint),
      'fixed',
    );
  }
}

async function ownThreads({ host, change, signal }: Pick<Scene, 'host' | 'change' | 'signal'>): Promise<OwnThread[]> {
  const [self, threads] = await Promise.all([host.self(), host.threads(change, { signal })]);
  return threads.flatMap((thread) => {
    const [first] = thread.comments;
    const marked = first?.author?.id === self.id ? findingMarkedIn(first.body) : undefined;
    if (!marked) return [];
    const ours = thread.comments.every(({ author }) => author?.id === self.id);
    return [{ thread, fingerprint: marked.fingerprint, ours }];
  });
}

/** A thumb says more than a click on "resolve". */
function fateOf(reactions: readonly Reaction[], { resolved, outdated }: Thread): Exclude<Fate, 'open'> | undefined {
  const names = new Set(reactions.filter(({ user }) => user?.bot !== true).map(({ name }) => name));
  if (names.has('thumbs-down')) return 'dismissed';
  if (names.has('thumbs-up')) return 'accepted';
  if (!resolved) return undefined;
  return outdated ? 'accepted' : 'resolved';
}
