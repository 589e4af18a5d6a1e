import { gitOutput } from './git.ts';

/** The SHAs of HEAD's own line (first parents), oldest first: what was pushed or merged, not what merges brought along. */
export async function* readMainline(repository: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of gitOutput(repository, ['rev-list', '--first-parent', '--reverse', 'HEAD', '--'])) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}
