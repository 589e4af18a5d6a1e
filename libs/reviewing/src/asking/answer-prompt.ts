import type { DiffLine, FileDiff, Hunk } from '@arbiter/diff';
import { reviewByRules } from '../rules/review-by-rules.ts';

/**
 * Writes to a prompt of a review, of its second pass or of a conversation what a good model would, by the rules; undefined
 * where the prompt is none of them. Stand-ins for models answer by it.
 */
export function answerReviewPrompt(user: string): unknown {
  if (between('FINDING', user) !== undefined && between('CODE', user) !== undefined) return { judgements: [] };
  if (between('PERSON', user) !== undefined) {
    return { answer: 'A stand-in for a model answers, which knows nothing.', confidence: 0.6, withdraw: false };
  }
  const diff = between('DIFF', user);
  if (diff === undefined || between('CHANGE', user) === undefined) return undefined;
  const { findings } = reviewByRules({ files: readRendered(diff) });
  return {
    findings: findings.map(({ path, side, quote, message, severity, category, confidence, suggestion = null }) => {
      return { path, side, quote, message, severity, category, confidence, suggestion };
    }),
  };
}

/** What stands between the first two equal marks of a name. */
const between = (name: string, user: string): string | undefined =>
  new RegExp(`^<<<(${name}(?:-\\d+)?)>>>\\n([\\s\\S]*?)\\n?<<<\\1>>>$`, 'm').exec(user)?.[2];

const FILE = /^=== (.*) \((added|modified|deleted|renamed|copied)(?:, before .*)?\)$/;
const HEADER = /^@@ -(\d+),(\d+) \+(\d+),(\d+) @@ ?(.*)$/;

/** Reads a diff as `render.ts` writes it. */
function readRendered(diff: string): FileDiff[] {
  const files: (FileDiff & { hunks: Hunk[] })[] = [];
  const lines = diff.split('\n');
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const [, path, status] = FILE.exec(line) ?? [];
    const header = HEADER.exec(line);
    at += 1;
    if (path !== undefined) {
      files.push({ path, status: status as FileDiff['status'], binary: false, submodule: false, hunks: [] });
    } else if (header) {
      const hunk = readHunk(header.slice(1, 5).map(Number), header[5] ?? '', lines, at);
      files.at(-1)?.hunks.push(hunk);
      at += hunk.lines.length;
    }
  }
  return files;
}

function readHunk(counts: readonly number[], section: string, lines: readonly string[], from: number): Hunk {
  const [oldStart = 1, oldLines = 0, newStart = 1, newLines = 0] = counts;
  const read: DiffLine[] = [];
  let [old, now] = [oldStart, newStart];
  for (let at = from; at < lines.length && (old < oldStart + oldLines || now < newStart + newLines); at++) {
    const line = lines[at] ?? '';
    const kind = line.startsWith('+') ? '+' : line.startsWith('-') ? '-' : ' ';
    read.push({ kind, old: kind === '+' ? null : old, new: kind === '-' ? null : now, text: line.slice(1) });
    if (kind !== '+') old += 1;
    if (kind !== '-') now += 1;
  }
  return { oldStart, oldLines, newStart, newLines, section, lines: read };
}
