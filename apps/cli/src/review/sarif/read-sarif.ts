import type { FileDiff } from '@arbiter/diff';
import type { Finding, Severity } from '@arbiter/reviewing';
import { artifactPath } from './artifact-path.ts';
import { type LineAt, suggestionOf } from './fix-suggestion.ts';
import { SarifLog, type SarifResult, type SarifRule, type SarifRun } from './sarif-log.ts';

/** The findings of another tool, and how many of its results are none: passed, suppressed, gone. */
export interface SarifFindings {
  readonly findings: readonly Finding[];
  readonly leftOut: number;
}

const SEVERITY: Readonly<Record<string, Severity>> = { error: 'major', warning: 'minor', note: 'info', none: 'info' };

/** As GitHub's code scanning reads a rule's `security-severity`. */
const CVSS: readonly (readonly [number, Severity])[] = [
  [9, 'critical'],
  [7, 'major'],
  [4, 'minor'],
  [0, 'info'],
];

const PRECISION: Readonly<Record<string, number>> = { 'very-high': 0.95, high: 0.9, medium: 0.7, low: 0.5 };

/**
 * Reads a SARIF 2.1.0 log.
 *
 * @param files those of the diff, whose paths a tool may write as URIs, absolute, or below a base
 * @returns undefined if it is no SARIF
 */
export function readSarif(text: string, files: readonly FileDiff[]): SarifFindings | undefined {
  const shown = new Shown(files);
  const log = SarifLog.safeParse(parseJson(text));
  if (!log.success) return undefined;
  const all = log.data.runs.flatMap((run) => (run.results ?? []).map((result) => [run, result] as const));
  const open = all.filter(([, result]) => isOpen(result));
  return { findings: open.map(([run, result]) => toFinding(run, result, shown)), leftOut: all.length - open.length };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** Whether it is a finding at all, and nobody has decided about it. */
function isOpen({ kind = 'fail', suppressions = [], baselineState }: SarifResult): boolean {
  const suppressed = suppressions.some(({ status = 'accepted' }) => status === 'accepted');
  return kind !== 'pass' && kind !== 'notApplicable' && !suppressed && baselineState !== 'absent';
}

function toFinding(run: SarifRun, result: SarifResult, shown: Shown): Finding {
  const rule = ruleOf(run, result);
  const location = result.locations?.find((each) => each?.physicalLocation !== undefined)?.physicalLocation;
  const region = location?.region;
  const snippet = region?.snippet?.text;
  const path = artifactPath(location?.artifactLocation, run, shown.paths);
  const lines = linesOf(region);
  const suggestion = suggestionFor(run, result, path, lines, shown);
  return {
    ruleId: result.ruleId ?? result.rule?.id ?? rule?.id ?? run.tool?.driver?.name ?? 'unnamed',
    path,
    side: 'new',
    ...lines,
    ...(suggestion !== undefined && { suggestion }),
    ...(snippet !== undefined && snippet.trim() !== '' && { quote: snippet }),
    message: messageOf(result, rule),
    severity: severityOf(result, rule),
    category: isSecurity(rule) ? 'security' : 'maintainability',
    confidence: confidenceOf(result, rule),
    source: 'sarif',
  };
}

type Region = NonNullable<NonNullable<SarifResult['locations']>[number]>['physicalLocation'] extends infer P
  ? NonNullable<P> extends { region?: infer R }
    ? R
    : never
  : never;

/** What the diff shows of the files as the change leaves them. */
class Shown {
  readonly paths: ReadonlySet<string>;
  readonly #files: readonly FileDiff[];
  readonly #lines = new Map<string, ReadonlyMap<number, string>>();

  constructor(files: readonly FileDiff[]) {
    this.#files = files;
    this.paths = new Set(files.map(({ path }) => path));
  }

  linesOf(path: string): LineAt {
    const known = this.#lines.get(path) ?? this.#read(path);
    this.#lines.set(path, known);
    return (line) => known.get(line);
  }

  #read(path: string): ReadonlyMap<number, string> {
    const hunks = this.#files.filter((file) => file.path === path).flatMap((file) => file.hunks);
    const lines = hunks.flatMap((hunk) => hunk.lines);
    return new Map(lines.flatMap((line) => (line.new === null ? [] : [[line.new, line.text] as const])));
  }
}

/** The first fix, if it is one for the finding's own lines. */
function suggestionFor(
  run: SarifRun,
  { fixes }: SarifResult,
  path: string,
  { startLine, endLine }: Pick<Finding, 'startLine' | 'endLine'>,
  shown: Shown,
): string | undefined {
  const [fix] = fixes ?? [];
  if (fix === undefined || startLine === undefined || endLine === undefined) return undefined;
  const [change] = fix.artifactChanges ?? [];
  if (artifactPath(change?.artifactLocation, run, shown.paths) !== path) return undefined;
  return suggestionOf(fix, { startLine, endLine }, shown.linesOf(path));
}

/** An end in the first column is the end of the line before. */
function linesOf(region: Region): Pick<Finding, 'startLine' | 'endLine'> {
  const startLine = region?.startLine;
  if (startLine === undefined || startLine < 1) return {};
  const last = region?.endLine ?? startLine;
  const endLine = Math.max(startLine, region?.endColumn === 1 ? last - 1 : last);
  return { startLine, endLine };
}

function ruleOf(run: SarifRun, { ruleId, ruleIndex, rule }: SarifResult): SarifRule | undefined {
  const extension = rule?.toolComponent?.index;
  const component = extension === undefined ? run.tool?.driver : run.tool?.extensions?.[extension];
  const byIndex = component?.rules?.[ruleIndex ?? rule?.index ?? -1];
  if (byIndex !== undefined) return byIndex;
  const id = ruleId ?? rule?.id;
  const components = [run.tool?.driver, ...(run.tool?.extensions ?? [])];
  return id === undefined
    ? undefined
    : components.flatMap((known) => known?.rules ?? []).find((known) => known.id === id);
}

function messageOf({ message }: SarifResult, rule: SarifRule | undefined): string {
  const known = message?.id === undefined ? undefined : rule?.messageStrings?.[message.id]?.text;
  const text = message?.text ?? known ?? message?.markdown ?? rule?.shortDescription?.text ?? '';
  const values = message?.arguments ?? [];
  const filled = text.replaceAll(/\{(\d+)\}/g, (placeholder, index: string) => values[Number(index)] ?? placeholder);
  return filled.trim() === '' ? 'The tool gave no message.' : filled;
}

function severityOf({ level }: SarifResult, rule: SarifRule | undefined): Severity {
  const score = Number(rule?.properties?.['security-severity'] ?? NaN);
  const byScore = CVSS.find(([least]) => score >= least)?.[1];
  return byScore ?? SEVERITY[level ?? rule?.defaultConfiguration?.level ?? 'warning'] ?? 'minor';
}

function isSecurity(rule: SarifRule | undefined): boolean {
  const tags = rule?.properties?.['tags'];
  return Array.isArray(tags) && tags.includes('security');
}

function confidenceOf({ rank }: SarifResult, rule: SarifRule | undefined): number {
  if (rank !== undefined && rank >= 0 && rank <= 100) return rank / 100;
  return PRECISION[String(rule?.properties?.['precision'])] ?? 1;
}
