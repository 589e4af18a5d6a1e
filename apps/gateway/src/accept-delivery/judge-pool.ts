import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Judgement } from './incoming.ts';
import { type Case, judge } from './judge.ts';
import { JudgeThread } from './judge-thread.ts';

/** Larger bodies are parsed in a thread, so that the others need not wait: 256 KB take about a millisecond. */
const INLINE = 256 * 1024;
/** A thread that had nothing to do for so long ends and gives its memory back, milliseconds. */
const IDLE = 10_000;

const UNREADABLE: Judgement = { status: 'quarantined', reason: 'body: too large to be read' };

/** Judges deliveries: small ones at once, large ones one after the other in a thread of its own. */
@Injectable()
export class JudgePool implements OnApplicationShutdown {
  #thread: JudgeThread | undefined;
  #idle: NodeJS.Timeout | undefined;
  #last: Promise<unknown> = Promise.resolve();

  judge(delivery: Case): Judgement | Promise<Judgement> {
    if (delivery.raw.length <= INLINE) return judge(delivery);
    const judgement = this.#last.then(() => this.#judgeApart(delivery));
    // The next one gets a thread of its own.
    this.#last = judgement.catch(() => undefined);
    return judgement;
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.#idle);
    await this.#thread?.end();
  }

  async #judgeApart(delivery: Case): Promise<Judgement> {
    clearTimeout(this.#idle);
    if (this.#thread === undefined || this.#thread.ended) this.#thread = new JudgeThread();
    const thread = this.#thread;
    const judgement = await thread.judge(delivery);
    this.#idle = setTimeout(() => {
      this.#thread = undefined;
      void thread.end();
    }, IDLE).unref();
    return judgement ?? UNREADABLE;
  }
}
