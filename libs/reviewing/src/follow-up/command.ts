import { COMMANDS } from '../configuration/configuration.ts';

export type CommandName = (typeof COMMANDS)[number];

/** What somebody asks of us in a comment. */
export interface Command {
  readonly name: CommandName;
  /** `review --full`: everything anew, not only what came since. */
  readonly full?: true;
  /** What stands behind the name, without options: the question of `ask`, the rule of `ignore` and `resume`. */
  readonly text: string;
}

/** How a comment addresses us: `@arbiter`, `@arbiter-bot`, `/arbiter`, also `@arbiter[bot]`, as GitHub writes it of an App. */
const CALL = /^[ \t]*[@/]arbiter(?:-bot|\[bot\])?(?![\w-])[,:]?[ \t]*(?<rest>.*)$/i;

/** Longest text of a command, characters. */
const LONGEST = 4_000;

const FENCE = /^[ \t]{0,3}(?:```|~~~)/;

/**
 * Reads the first command of a comment, which begins a line of its own: code and quotations of others hold none. Whoever
 * calls us and names no command asks: `@arbiter why not a map?`.
 * @returns undefined where nobody calls us
 */
export function readCommand(comment: string): Command | undefined {
  const lines = comment.split(/\r?\n/);
  let inFence = false;
  for (const [index, line] of lines.entries()) {
    if (FENCE.test(line)) inFence = !inFence;
    if (inFence || /^[ \t]*>/.test(line)) continue;
    const rest = CALL.exec(line)?.groups?.['rest'];
    if (rest !== undefined)
      return toCommand(
        rest.trim(),
        lines
          .slice(index + 1)
          .join('\n')
          .trim(),
      );
  }
  return undefined;
}

function toCommand(rest: string, below: string): Command {
  const [first = '', ...words] = rest.split(/\s+/);
  const name = COMMANDS.find((command) => command === first.toLowerCase());
  if (rest === '' && below === '') return { name: 'help', text: '' };
  if (name === undefined) return { name: 'ask', text: textOf(rest, below) };
  if (name === 'ask') return { name, text: textOf(words.join(' '), below) };
  const full = name === 'review' && words.some((word) => word === '--full' || word === 'full');
  const text = words
    .filter((word) => !word.startsWith('--'))
    .join(' ')
    .slice(0, LONGEST);
  return { name, ...(full && { full }), text };
}

const textOf = (rest: string, below: string): string => [rest, below].filter(Boolean).join('\n').slice(0, LONGEST);

/** Whether a repository wants a command to be obeyed. */
export const isAllowed = (name: CommandName, commands: boolean | readonly CommandName[]): boolean =>
  typeof commands === 'boolean' ? commands : commands.includes(name) || name === 'help';
