import { previewItems } from '@arbiter/promises';
import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { previewLines } from './preview-lines.ts';

const EXAMPLES = `
Each line is {"text":"…","at":"2026-11-18T10:00:00+01:00","zone":"Europe/Berlin"}: what was written, when by the writer's
own clock, and where the writer's working days end (left out: where that clock is). One line comes out for each line:
{"items":[…]}, with UTF-16 offsets. It asks nobody and stores nothing. 1 at the end if a line could not be read.

Examples:
  $ arbiterctl commitments preview --file texts.jsonl
  $ git log -1 --format=%B | jq -Rs '{text: ., at: "2026-11-18T10:00:00Z"}' -c | arbiterctl commitments preview --file -`;

/** `arbiterctl commitments`: promises and debt notes. */
export function commitmentsCommand(terminal: Terminal): Command {
  const preview = new Command('preview')
    .description('say what promises and debt notes the rules find in texts, offline')
    .requiredOption('--file <path>', 'a JSON object with text, at and zone on each line; - is standard input')
    .option('--explain', 'also say which words spoke for a debt note')
    .addHelpText('after', EXAMPLES)
    .action(({ file, explain = false }: { readonly file: string; readonly explain?: boolean }) =>
      previewLines(file, terminal, (text) => previewItems(text, { explain })),
    );
  return new Command('commitments').description('promises and debt notes').addCommand(preview);
}
