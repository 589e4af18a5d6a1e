import { spawn } from 'node:child_process';
import { buffer, text } from 'node:stream/consumers';
import { Failure } from '../../failure.ts';

export interface GitOptions {
  readonly cwd: string;
  /** Written to its standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What a diff must look like whatever the person has configured: no colours, no tools of theirs, git's own prefixes. */
export const PLAIN_DIFF = [
  '--no-color',
  '--no-ext-diff',
  '--no-textconv',
  '--src-prefix=a/',
  '--dst-prefix=b/',
  '--find-renames',
  '--unified=3',
  '--submodule=short',
] as const;

/** Runs git and answers its output; undefined if it failed. */
export async function tryGit(args: readonly string[], options: GitOptions): Promise<Buffer | undefined> {
  const { code, out } = await runGit(args, options);
  return code === 0 ? out : undefined;
}

/** Runs git and answers its output. */
export async function git(args: readonly string[], options: GitOptions): Promise<Buffer> {
  const { code, out, problem } = await runGit(args, options);
  if (code === 0) return out;
  throw new Failure(`git ${args[0] ?? ''} failed: ${problem.trim().split('\n', 1)[0] ?? `exit code ${code}`}`, {
    usage: true,
  });
}

async function runGit(
  args: readonly string[],
  { cwd, input = '', env = {} }: GitOptions,
): Promise<{ readonly code: number; readonly out: Buffer; readonly problem: string }> {
  const child = spawn('git', ['-c', 'core.quotePath=true', ...args], {
    cwd,
    env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // It may end before it has read everything: its exit code tells more than a broken pipe.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Failure(error.code === 'ENOENT' ? 'git is not installed.' : error.message));
    });
    child.once('close', (code) => resolve(code ?? 1));
  });
  const [code, out, problem] = await Promise.all([ended, buffer(child.stdout), text(child.stderr)]);
  return { code, out, problem };
}
