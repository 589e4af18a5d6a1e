import { Command, Option } from 'commander';
import { Ended } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { duplicatesCommand } from './duplicates.command.ts';
import { FAIL_ON, type ReviewOptions } from './options.ts';
import { runReview } from './run-review.ts';

const EXAMPLES = `
Reviews what a branch changed, or a patch, on this machine. Without a key of a language model the rules that come with Arbiter
are asked, at no cost. Variables: the same as the services' (OPENAI_API_KEY, ARBITER_MAX_COST_PER_REVIEW_USD, …).

Examples:
  $ git diff main... | arbiterctl review --patch -
  $ arbiterctl review                                  what HEAD changed since the default branch
  $ arbiterctl review --base v1.2 --head fix -o json
  $ arbiterctl review --sarif eslint.sarif --no-model --forge gitlab --dry-run -o json
  $ arbiterctl review --sarif eslint.sarif --no-model --change owner/name#12

Exit codes: 0 nothing at or above the threshold, 1 findings, 2 asked wrongly, 3 not complete (a fault, a cap, a cut patch).`;

/** `arbiterctl review`: the same review as on a forge, of a change on this machine. */
export function reviewCommand(terminal: Terminal): Command {
  return new Command('review')
    .description('review a change on this machine, or a patch')
    .option('--base <commit>', 'what the change goes to; default: the default branch')
    .option('--head <commit>', 'where the change ends; default: HEAD')
    .option('--staged', 'review what is staged')
    .option('--patch <file>', 'review this diff instead; - is standard input')
    .option('--change <change>', 'review owner/name#12 (GitHub) or group/name!12 (GitLab), and post it there')
    .addOption(
      new Option('--forge <forge>', 'whose payload --dry-run shows; default: github').choices(['github', 'gitlab']),
    )
    .option('--dry-run', 'post nothing; with -o json: print what would be posted')
    .option('--shas <base,start,head>', "the change's commits, as the payload names them")
    .option('--show-diff', 'with -o json: print the diff as it was read')
    .option('--sarif <file>', 'findings of another tool (SARIF 2.1.0); may be repeated', collect, [])
    .option('--no-model', 'ask nobody: only findings of other tools')
    .addOption(
      new Option(
        '--fail-on <severity>',
        "exit with 1 from this severity on; default: the configuration's threshold",
      ).choices(FAIL_ON),
    )
    .addOption(new Option('-o, --output <format>', 'how to print').choices(['text', 'json', 'sarif']))
    .addHelpText('after', EXAMPLES)
    .action(async (options: ReviewOptions) => {
      const status = await runReview(options, terminal);
      if (status !== 0) throw new Ended(status);
    })
    .addCommand(duplicatesCommand(terminal));
}

const collect = (file: string, others: readonly string[]): readonly string[] => [...others, file];
