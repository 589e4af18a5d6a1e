import { readFileSync } from 'node:fs';
import { getSystemErrorMessage } from 'node:util';
import { type Bytes, checkContacts, FATAL, Mailmap } from '@arbiter/authorship';
import { Command } from 'commander';
import { Ended } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import { linesOf } from './lines.ts';

const EXAMPLES = `
Reads contacts from standard input, one a line: Name <address>, or <address>. As git check-mailmap --stdin, it needs no
running system, takes bytes of any encoding, and ends with status 128 at a line that is no contact.

Examples:
  $ git log --format='%an <%ae>' | sort -u | arbiterctl identity mailmap --mailmap .mailmap`;

/** `arbiterctl identity mailmap`: who is meant, by a `.mailmap`, exactly as git says. */
export function mailmapCommand(terminal: Terminal): Command {
  return new Command('mailmap')
    .description('proper names and addresses of contacts, as git check-mailmap --stdin')
    .option('--mailmap <file>', 'the mailmap', '.mailmap')
    .addHelpText('after', EXAMPLES)
    .action(async ({ mailmap: file }: { readonly mailmap: string }) => {
      const mailmap = new Mailmap(readMailmap(file, terminal));
      for await (const lines of linesOf(terminal.in())) answer(lines, mailmap, terminal);
    });
}

/** Whatever came together is answered together. */
function answer(lines: readonly Bytes[], mailmap: Mailmap, terminal: Terminal): void {
  const { answers, fatal } = checkContacts(lines, mailmap);
  terminal.out(Buffer.from(answers, 'latin1'));
  if (fatal === undefined) return;
  terminal.err(Buffer.from(fatal, 'latin1'));
  throw new Ended(FATAL);
}

/** As to git, a file that does not exist says nothing; one that may not be read is named, and says nothing either. */
function readMailmap(file: string, terminal: Terminal): Bytes {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    const { code = '', errno = 0 } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT' && code !== 'EISDIR') {
      const reason = getSystemErrorMessage(errno);
      terminal.err(`error: unable to open mailmap at ${file}: ${reason.charAt(0).toUpperCase()}${reason.slice(1)}\n`);
    }
    return '';
  }
}
