import { Worker } from 'node:worker_threads';
import type { Judgement } from './incoming.ts';
import type { Case } from './judge.ts';

/** Memory for one parsed body: 25 MiB of the worst JSON take ten times as much. */
const HEAP_MB = 512;

/** Node's code of the error. */
const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

const FROM_SOURCE = import.meta.url.endsWith('.ts');
const FILE = new URL(FROM_SOURCE ? './judge.worker.ts' : './judge.worker.js', import.meta.url);

/** A thread that judges one delivery at a time. */
export class JudgeThread {
  readonly #worker = new Worker(FILE, {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    ...(FROM_SOURCE && { execArgv: ['--conditions=@arbiter/source', '--disable-warning=ExperimentalWarning'] }),
  });
  ended = false;
  #error: Error | undefined;

  constructor() {
    this.#worker.unref();
    this.#worker.on('error', (error) => {
      this.#error = error as Error;
    });
    this.#worker.once('exit', () => {
      this.ended = true;
    });
  }

  /**
   * Answers undefined where the thread ran out of memory over it; it has ended then.
   *
   * @throws where it ended for any other reason: that says nothing about the delivery
   */
  judge({ source, event, format, raw }: Case): Promise<Judgement | undefined> {
    return new Promise((resolve, reject) => {
      const settle = (judgement?: Judgement): void => {
        this.#worker.off('message', settle).off('exit', fail);
        resolve(judgement);
      };
      const fail = (): void => {
        const error = this.#error;
        if (error !== undefined && 'code' in error && error.code === OUT_OF_MEMORY) settle();
        else reject(new Error('The thread that reads large bodies has ended.', { cause: error }));
      };
      this.#worker.on('message', settle).on('exit', fail);
      this.#worker.postMessage({ source, event, format, raw });
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
