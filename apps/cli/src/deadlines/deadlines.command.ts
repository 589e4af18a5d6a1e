import { previewDeadlines } from '@arbiter/promises';
import { Command } from 'commander';
import { previewLines } from '../commitments/preview-lines.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Each line is {"text":"…","at":"2026-11-18T10:00:00+01:00","zone":"Europe/Berlin"}, as for "commitments preview". One line
comes out for each line: {"deadlines":[{"text":"Friday","at":"2026-11-20T17:00:00+01:00","granularity":"day"}]}; a date
that no calendar has is no deadline, and stands under "impossible". 1 at the end if a line could not be read.

Examples:
  $ arbiterctl deadlines preview --file texts.jsonl
  $ echo '{"text":"by Friday","at":"2026-11-18T10:00:00Z"}' | arbiterctl deadlines preview --file -`;

/** `arbiterctl deadlines`: date expressions. */
export function deadlinesCommand(terminal: Terminal): Command {
  const preview = new Command('preview')
    .description('say what the date expressions of texts mean, offline')
    .requiredOption('--file <path>', 'a JSON object with text, at and zone on each line; - is standard input')
    .addHelpText('after', EXAMPLES)
    .action(({ file }: { readonly file: string }) => previewLines(file, terminal, previewDeadlines));
  return new Command('deadlines').description('date expressions').addCommand(preview);
}
