import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** No setting of the machine or of the user changes what git prints. */
const SETTINGS = ['core.quotePath=true', 'diff.renames=true', 'diff.noprefix=false', 'diff.mnemonicPrefix=false'];

/** Runs git in a repository and gives what it printed. */
export async function git(directory: string, ...args: readonly string[]): Promise<Buffer> {
  const { stdout } = await execute('git', ['-C', directory, ...SETTINGS.flatMap((set) => ['-c', set]), ...args], {
    encoding: 'buffer',
    maxBuffer: 512 * 1024 * 1024,
    env: { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' },
  });
  return stdout;
}
