import { readFileSync } from 'node:fs';
import { type Quote, type QuoteError, quote, readQuoteRequest, shippedBook } from '@arbiter/pricing';
import { Command, Option } from 'commander';
import { Failure } from '../failure.ts';
import { Output } from '../output/output.ts';
import type { Column } from '../output/table.ts';
import type { Terminal } from '../terminal.ts';

const EXAMPLES = `
Usage is JSON: {"input":0,"cacheRead":0,"cacheWrite5m":0,"cacheWrite1h":0,"output":0,"reasoning":0}. What is left out is
none; input is what is not cached; reasoning is part of output. It asks nobody: the prices are those that are shipped.

Examples:
  $ arbiterctl prices quote --model gpt-4o --usage '{"input":1200,"output":300}'
  $ arbiterctl prices quote --model gpt-5 --usage '{"input":1200}' --service-tier batch -o json
  $ arbiterctl prices quote --file calls.jsonl -o json     one answer a line; 1 at the end if one has no price`;

interface Options {
  readonly model?: string;
  readonly usage?: string;
  readonly serviceTier?: string;
  readonly at?: string;
  readonly file?: string;
  readonly output: 'table' | 'json';
}

/** `arbiterctl prices quote`: what a call costs, without asking anybody. */
export function quoteCommand(terminal: Terminal): Command {
  return new Command('quote')
    .description('say what a call costs, offline')
    .option('--model <name>', 'the model, as the price book names it')
    .option('--usage <json>', 'the tokens that it used')
    .addOption(
      new Option('--service-tier <tier>', 'another speed for another price').choices(['batch', 'flex', 'priority']),
    )
    .option('--at <date>', 'at the prices of this ISO date')
    .option('--file <path>', 'a JSON object with model, usage, serviceTier and at on each line')
    .addHelpText('after', EXAMPLES)
    .action((_: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      if (options.file === undefined) quoteOne(options, terminal);
      else quoteAll(options.file, terminal);
    });
}

const isError = (answer: Quote | QuoteError): answer is QuoteError => 'error' in answer;

function answerTo(given: unknown, book = shippedBook()): Quote | QuoteError {
  const request = readQuoteRequest(given);
  return 'error' in request ? request : quote(book, request);
}

const COLUMNS: readonly Column<Quote['parts'][number]>[] = [
  { title: 'TOKENS', of: ({ tokens }) => tokens, right: true },
  { title: 'KIND', of: ({ kind }) => kind },
  { title: 'USD A TOKEN', of: ({ usdPerToken }) => usdPerToken, right: true },
  { title: 'PICO-USD', of: ({ pico }) => pico, right: true },
];

function quoteOne({ model, usage, serviceTier, at, output: format }: Options, terminal: Terminal): void {
  if (model === undefined || usage === undefined) {
    throw new Failure('Give --model and --usage, or --file.', { usage: true });
  }
  const answer = answerTo({ model, usage: parse(usage), serviceTier, at });
  const output = new Output(terminal, format);
  if (isError(answer)) {
    if (format === 'json') output.answer(answer, () => undefined);
    throw new Failure(answer.error.message, { usage: answer.error.code === 'request-invalid' });
  }
  output.answer(answer, () => {
    if (answer.parts.length > 0) output.table(COLUMNS, answer.parts);
    output.line(`${answer.usd} USD`);
  });
}

/** One line out for each line in; blank ones are passed over. */
function quoteAll(file: string, terminal: Terminal): void {
  const book = shippedBook();
  let wrong = 0;
  for (const line of read(file).split('\n')) {
    if (line.trim() === '') continue;
    const answer = answerTo(parse(line), book);
    if (isError(answer)) wrong += 1;
    terminal.out(`${JSON.stringify(answer)}\n`);
  }
  if (wrong > 0) throw new Failure(`${wrong} of them could not be priced.`);
}

function read(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch {
    throw new Failure(`${file} cannot be read.`, { usage: true });
  }
}

/** Undefined where it is no JSON: the request then says what it should be. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
