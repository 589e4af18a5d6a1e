import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { FileDiff } from '@arbiter/diff';
import type { Finding } from '@arbiter/reviewing';
import { Failure } from '../../failure.ts';
import type { Terminal } from '../../terminal.ts';
import { readSarif } from './read-sarif.ts';

/** Reads the reports of other tools. How many of their results are no findings goes to standard error. */
export async function readReports(
  names: readonly string[],
  files: readonly FileDiff[],
  terminal: Terminal,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const name of names) {
    const text = await readFile(resolve(terminal.cwd, name), 'utf8').catch(() => {
      throw new Failure(`${name} cannot be read.`, { usage: true });
    });
    const report = readSarif(text, files);
    if (report === undefined) throw new Failure(`${name} is no SARIF 2.1.0.`, { usage: true });
    if (report.leftOut > 0) terminal.err(`${name}: ${report.leftOut} results are passed, suppressed or gone.\n`);
    for (const finding of report.findings) findings.push(finding);
  }
  return findings;
}
