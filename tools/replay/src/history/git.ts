import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ReplayError } from '../replay-error.ts';

/**
 * Settings of the user's own git that would change what is read. Replacement refs are left alone on purpose: `git
 * rev-list --count` follows them, too.
 */
const SETTINGS = ['log.showSignature=false', 'log.diffMerges=off', 'diff.renames=false', 'diff.orderFile=/dev/null'];
const NUL = 0;

/** Runs git in a repository and yields its output piece by piece, at the pace of the reader. */
export async function* gitOutput(repository: string, args: readonly string[]): AsyncGenerator<Buffer> {
  const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
  const git = spawn('git', ['--no-pager', '-C', repository, ...settings, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
  });
  const said: string[] = [];
  git.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (said.length < 20) said.push(text);
  });
  const ended = once(git, 'close').catch((error: unknown) => [error]);
  try {
    for await (const chunk of git.stdout) yield chunk as Buffer;
    const [code] = await ended;
    if (code !== 0) throw explained(repository, code, said.join('').trim());
  } finally {
    git.kill();
  }
}

/** The whole output of a git command that answers little. */
export async function gitText(repository: string, args: readonly string[]): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of gitOutput(repository, args)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8').trim();
}

/**
 * The pieces of an output between NUL characters. What is not UTF-8 in it becomes U+FFFD, as wherever git itself is asked
 * for UTF-8 and a commit does not name the encoding it was written in.
 */
export async function* nulSeparated(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NUL); end !== -1; end = chunk.indexOf(NUL, start)) {
      const piece = chunk.subarray(start, end);
      yield (rest.length === 0 ? piece : Buffer.concat([...rest, piece])).toString('utf8');
      rest = [];
      start = end + 1;
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
}

function explained(repository: string, code: unknown, said: string): Error {
  if (code instanceof Error) {
    return (code as NodeJS.ErrnoException).code === 'ENOENT'
      ? new ReplayError('git was not found. Install it, or add it to PATH.')
      : code;
  }
  if (/not a git repository|cannot change to/i.test(said)) {
    return new ReplayError(
      `${repository} is not a git repository. Name the folder of a clone, e.g. npm run replay -- ../my-project`,
    );
  }
  if (/(?:bad|unknown) revision/i.test(said)) return new ReplayError(`${repository} has no commits yet.`);
  return new ReplayError(`git could not read ${repository}: ${said === '' ? `it ended with ${String(code)}` : said}`);
}
