import type { Arbiter } from './arbiter.ts';
import { runTool } from './process.ts';

/** What `npm run replay -- … -o json` says, as far as the tests look at it. */
export interface ReplayReport {
  readonly repositoryId: string;
  readonly sent: {
    readonly pushes: number;
    readonly commits: number;
    readonly accepted: number;
    readonly duplicate: number;
  };
  readonly journeys: { readonly running: number; readonly complete: number; readonly deadLettered: number };
  readonly summary: {
    readonly people: { readonly people: number; readonly bots: number };
    readonly findings: { readonly analyzed: number; readonly commitments: number; readonly debtNotes: number };
    readonly cost: { readonly calls: number; readonly usd: string };
  };
}

/** Replays a repository and waits for its journeys; throws with what it said unless all are complete. */
export async function replay(
  arbiter: Arbiter,
  repository: string,
  args: readonly string[] = [],
): Promise<ReplayReport> {
  const { code, stdout, stderr } = await runTool('tools/replay/src/main.ts', [repository, '-o', 'json', ...args], {
    ARBITER_HOME: arbiter.home,
  });
  if (code !== 0) throw new Error(`The replay ended with ${String(code)}.\n${stdout}${stderr}\n${arbiter.log}`);
  return JSON.parse(stdout) as ReplayReport;
}
