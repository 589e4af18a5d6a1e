import {
  CONFIGURATION_PATH,
  type Finding,
  isPartial,
  placeFindings,
  type ReadConfiguration,
  readConfiguration,
  type ReviewOutcome,
  reviewDiff,
  SEVERITIES,
} from '@arbiter/reviewing';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';
import type { ChangeToReview } from './input/change-to-review.ts';
import { readChange, type Subject } from './input/read-change.ts';
import { modelsOf } from './money/models.ts';
import type { ReviewOptions } from './options.ts';
import { payloadOf } from './payload.ts';
import { plain } from './report/plain.ts';
import { printJson } from './report/json-report.ts';
import { printSarif } from './report/sarif-report.ts';
import { printText } from './report/text-report.ts';
import { fallbacksOf, type Reviewed } from './reviewed.ts';
import { withOwnWords } from './sarif/own-words.ts';
import { readReports } from './sarif/read-reports.ts';

/** What a review that came to no end is, to a script: neither clean nor full of findings. */
const INCOMPLETE = 3;

/** Guides for whoever works on the repository, read if it wants that. */
const GUIDES = ['AGENTS.md', 'CLAUDE.md'] as const;

/** Reviews a change, prints what came of it and posts it if it is on a forge; answers the exit code. */
export async function runReview(options: ReviewOptions, terminal: Terminal): Promise<number> {
  try {
    const subject = await readChange(options, terminal);
    if (subject.change.files.length === 0) terminal.err(`${plain(subject.change.name)} changes nothing.\n`);
    const configured = await configurationOf(subject.change, terminal);
    const reviewed = await review(subject.change, configured, options, terminal);
    print(reviewed, subject, options, terminal);
    if (subject.open !== undefined && options.dryRun !== true) await postTo(subject.open, reviewed, terminal);
    return exitCode(reviewed, options.failOn ?? configured.configuration.threshold);
  } catch (error) {
    if (error instanceof Failure) throw error;
    terminal.err(`${plain(error instanceof Error ? error.message : String(error))}\n`);
    return INCOMPLETE;
  }
}

async function review(
  change: ChangeToReview,
  { configuration, problems }: ReadConfiguration,
  options: ReviewOptions,
  terminal: Terminal,
): Promise<Reviewed> {
  const external = await readReports(options.sarif, change.files, terminal);
  const { baseFile, name, ...request } = change;
  const guides = configuration.guides ? await guidesOf(baseFile) : [];
  const harmless = await reviewDiff(
    { ...request, key: `cli/${name}`, configuration, guides, external },
    options.model ? { models: modelsOf(terminal.env) } : {},
  );
  const outcome = withOwnWords(harmless, external);
  const placements = placeFindings(outcome.findings, change.files, await contentsFor(outcome.findings, change));
  return { change, outcome, placements, fallbacks: fallbacksOf(placements, outcome), problems };
}

/** The configuration of the base. What is wrong with it is told, and the defaults hold. */
async function configurationOf({ baseFile }: ChangeToReview, terminal: Terminal): Promise<ReadConfiguration> {
  const read = readConfiguration(await baseFile(CONFIGURATION_PATH));
  for (const { line, message } of read.problems) terminal.err(`${CONFIGURATION_PATH}:${line}: ${plain(message)}\n`);
  if (read.problems.length > 0) terminal.err('The defaults hold.\n');
  return read;
}

async function guidesOf(baseFile: ChangeToReview['baseFile']): Promise<{ path: string; text: string }[]> {
  const texts = await Promise.all(GUIDES.map(baseFile));
  return GUIDES.flatMap((path, index) => {
    const text = texts[index];
    return text === undefined ? [] : [{ path, text }];
  });
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

function print(reviewed: Reviewed, { forge, shas }: Subject, options: ReviewOptions, terminal: Terminal): void {
  const payload = options.dryRun === true ? payloadOf(forge, reviewed, shas) : undefined;
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

async function postTo(open: NonNullable<Subject['open']>, reviewed: Reviewed, terminal: Terminal): Promise<void> {
  const { post } = await import('./forge/post.ts');
  const { inline, onFiles } = await post(open, reviewed);
  terminal.err(`Posted on ${open.change.url}: ${inline} on lines, ${onFiles} on files, and the summary.\n`);
}

function exitCode(
  { placements, fallbacks, outcome }: Reviewed,
  threshold: NonNullable<ReviewOptions['failOn']>,
): number {
  const least = threshold === 'never' ? Infinity : SEVERITIES.indexOf(threshold);
  const known = saidBefore(outcome);
  const all = [...placements, ...fallbacks, ...known].map(({ finding }) => finding.severity);
  if (all.some((severity) => SEVERITIES.indexOf(severity) >= least)) return 1;
  return outcome.faults.length > 0 || isPartial(outcome.coverage) ? INCOMPLETE : 0;
}

/** What stands on the change already is no less true for that. */
const saidBefore = ({ setAside }: ReviewOutcome): ReviewOutcome['setAside'] =>
  setAside.filter(({ reason }) => reason === 'said-before');
