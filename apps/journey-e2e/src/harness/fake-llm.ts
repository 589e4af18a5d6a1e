import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BilledCall } from '@arbiter/testing';
import { ROOT } from './process.ts';

/** `npm run fake-llm`: stands in for the providers, and keeps their bill. */
export class FakeLlm {
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #said: string;

  private constructor(child: ChildProcess, folder: string, said: string) {
    this.#child = child;
    this.#folder = folder;
    this.#said = said;
  }

  static async start(): Promise<FakeLlm> {
    const folder = await mkdtemp(join(tmpdir(), 'arbiter-bill-'));
    const program = join(ROOT, 'tools', 'fake-llm', 'src', 'main.ts');
    const args = ['--conditions=@arbiter/source', program, '--quiet', '--bill', join(folder, 'bill.jsonl')];
    const child = spawn(process.execPath, args, {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    for await (const text of child.stdout.setEncoding('utf8') as AsyncIterable<string>) {
      said += text;
      if (said.includes('Ctrl-C')) break;
    }
    return new FakeLlm(child, folder, said);
  }

  /** The variables that it tells to start Arbiter with, so that this provider is asked. */
  envFor(provider: string): Record<string, string> {
    const line = this.#said.split('\n').find((each) => each.includes(`LLM_PROVIDER=${provider} `)) ?? '';
    return Object.fromEntries([...line.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]));
  }

  /** Ends it, and answers the bill that it kept. */
  async end(): Promise<readonly BilledCall[]> {
    const exit = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await exit;
    const bill = await readFile(join(this.#folder, 'bill.jsonl'), 'utf8');
    await rm(this.#folder, { recursive: true });
    return bill
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as BilledCall);
  }
}
