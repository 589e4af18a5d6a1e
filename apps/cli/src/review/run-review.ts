import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  CONFIGURATION_PATH,
  type Finding,
  isPartial,
  placeFindings,
  type ReadConfiguration,
  readConfiguration,
  reviewDiff,
  SEVERITIES,
} from '@arbiter/reviewing';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import type { ChangeToReview } from './input/change-to-review.ts';
import { readPatch } from './input/read-patch.ts';
import { fileAt, readRepository } from './input/repository.ts';
import { modelsOf } from './money/models.ts';
import { type ReviewOptions, readShas } from './options.ts';
import { payloadOf } from './payload.ts';
import { plain } from './report/plain.ts';
import { printJson } from './report/json-report.ts';
import { printSarif } from './report/sarif-report.ts';
import { printText } from './report/text-report.ts';
import { fallbacksOf, type Reviewed } from './reviewed.ts';
import { withOwnWords } from './sarif/own-words.ts';
import { readSarif } from './sarif/read-sarif.ts';

/** Reviews a change and prints what came of it; answers the exit code. */
export async function runReview(options: ReviewOptions, terminal: Terminal): Promise<number> {
  const shas = readShas(options.shas);
  const change = await readChange(options, terminal);
  const { configuration, problems } = await configurationOf(change, terminal);
  const external = await readReports(options.sarif, change, terminal);
  const { baseFile: _, name, ...request } = change;
  const reviewed = await reviewDiff(
    { ...request, key: `cli/${name}`, configuration, external },
    options.model ? { models: modelsOf(terminal.env) } : {},
  );
  const outcome = withOwnWords(reviewed, external);
  const contents = await contentsFor(outcome.findings, change);
  const placements = placeFindings(outcome.findings, change.files, contents);
  const all = { change, outcome, placements, fallbacks: fallbacksOf(placements, outcome), problems };
  print(all, options, shas, terminal);
  return exitCode(all, options.failOn ?? configuration.threshold);
}

async function readChange({ patch, base, head, staged }: ReviewOptions, terminal: Terminal): Promise<ChangeToReview> {
  if (staged === true && (head !== undefined || base !== undefined)) {
    throw new Failure('--staged compares with HEAD: leave --base and --head out.', { usage: true });
  }
  if (patch === undefined) return readRepository(terminal.cwd, { base, head, staged });
  if (head !== undefined || staged === true) {
    throw new Failure('A patch has its own end: leave --head and --staged out.', { usage: true });
  }
  const read = await readPatch(patch, terminal);
  const baseFile = (path: string): Promise<string | undefined> =>
    base === undefined ? Promise.resolve(undefined) : fileAt(terminal.cwd, base, path);
  return { ...read, baseFile };
}

/** The configuration of the base. What is wrong with it is told, and the defaults hold. */
async function configurationOf({ baseFile }: ChangeToReview, terminal: Terminal): Promise<ReadConfiguration> {
  const read = readConfiguration(await baseFile(CONFIGURATION_PATH));
  for (const { line, message } of read.problems) terminal.err(`${CONFIGURATION_PATH}:${line}: ${plain(message)}\n`);
  if (read.problems.length > 0) terminal.err('The defaults hold.\n');
  return read;
}

async function readReports(files: readonly string[], change: ChangeToReview, terminal: Terminal): Promise<Finding[]> {
  const paths = new Set(change.files.map(({ path }) => path));
  const reports = await Promise.all(files.map((file) => readReport(file, paths, terminal)));
  return reports.flat();
}

async function readReport(file: string, paths: ReadonlySet<string>, terminal: Terminal): Promise<readonly Finding[]> {
  const text = await readFile(resolve(terminal.cwd, file), 'utf8').catch(() => {
    throw new Failure(`${file} cannot be read.`, { usage: true });
  });
  const report = readSarif(text, paths);
  if (report === undefined) throw new Failure(`${file} is no SARIF 2.1.0.`, { usage: true });
  if (report.leftOut > 0) terminal.err(`${file}: ${report.leftOut} results are passed, suppressed or gone.\n`);
  return report.findings;
}

/** The files that suggestions are for, as the change leaves them. */
async function contentsFor(findings: readonly Finding[], change: ChangeToReview): Promise<Map<string, string>> {
  const paths = new Set(findings.flatMap(({ path, suggestion }) => (suggestion === undefined ? [] : [path])));
  const contents = new Map<string, string>();
  for (const path of paths) {
    const content = await change.contentOf?.(path);
    if (content !== undefined) contents.set(path, content);
  }
  return contents;
}

function print(
  reviewed: Reviewed,
  options: ReviewOptions,
  shas: ReturnType<typeof readShas>,
  terminal: Terminal,
): void {
  const payload = options.dryRun === true ? payloadOf(options.forge ?? 'github', reviewed, shas) : undefined;
  switch (options.output ?? 'text') {
    case 'json':
      printJson(terminal, reviewed, payload, options.showDiff === true ? reviewed.change.files : undefined);
      return;
    case 'sarif':
      printSarif(terminal, reviewed);
      return;
    case 'text':
      printText(terminal, reviewed);
  }
}

function exitCode(
  { placements, fallbacks, outcome }: Reviewed,
  threshold: NonNullable<ReviewOptions['failOn']>,
): number {
  const least = threshold === 'never' ? Infinity : SEVERITIES.indexOf(threshold);
  const found = [...placements, ...fallbacks].some(({ finding }) => SEVERITIES.indexOf(finding.severity) >= least);
  if (found) return 1;
  return outcome.faults.length > 0 || isPartial(outcome.coverage) ? 3 : 0;
}
