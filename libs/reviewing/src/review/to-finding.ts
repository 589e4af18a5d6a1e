import type { FileDiff } from '@arbiter/diff';
import type { RawFinding } from '../asking/review.answer.ts';
import { MARK } from '../redaction/redact.ts';
import { harmless, isHarmlessCode } from '../texts/harmless.ts';
import type { Finding, FindingSource } from './finding.ts';

/** Longest quote that is kept, characters. */
const LONGEST_QUOTE = 8_000;

/**
 * Makes a finding of what a reviewer wrote: its words harmless, its suggestion only where it can be taken letter by letter,
 * and its place known where the quote is of code that a secret was taken out of. Such a quote stands nowhere in the file.
 */
export function toFinding(raw: RawFinding, source: FindingSource, files: ReadonlyMap<string, FileDiff>): Finding {
  const { suggestion, quote, startLine, endLine, ...rest } = raw;
  const shown = quote.slice(0, LONGEST_QUOTE);
  const lines =
    startLine === undefined ? linesOfRedacted(raw, files.get(raw.path)) : { startLine, endLine: endLine ?? startLine };
  return {
    ...rest,
    ...lines,
    ...(shown !== '' && { quote: shown }),
    message: harmless(raw.message) || 'No words were given for this finding.',
    source,
    ...(suggestion !== undefined &&
      quote !== '' &&
      suggestion !== quote &&
      isHarmlessCode(suggestion) && { suggestion }),
  };
}

/** A finding of another tool, whose words are no more to be trusted than a model's. */
export const harmlessly = (finding: Finding): Finding => {
  const { suggestion, ...rest } = finding;
  return {
    ...rest,
    message: harmless(finding.message) || 'The tool gave no words for this finding.',
    ...(suggestion !== undefined && isHarmlessCode(suggestion) && { suggestion }),
  };
};

/** The lines of a quote with a redacted part, if they stand in one place of the file alone. */
function linesOfRedacted(
  { quote, side }: RawFinding,
  file: FileDiff | undefined,
): Pick<Finding, 'startLine' | 'endLine'> | undefined {
  if (!file || quote.search(MARK) < 0) return undefined;
  const wanted = quote
    .replace(/^\n+|\s+$/g, '')
    .split('\n')
    .map((line) => line.trim());
  const places = file.hunks.flatMap(({ lines }) => {
    const own = lines.filter(({ kind }) => kind !== (side === 'new' ? '-' : '+'));
    return own.flatMap((line, index) => {
      const found = wanted.every((text, offset) => own[index + offset]?.text.trim() === text);
      const start = line[side];
      return found && start !== null ? [start] : [];
    });
  });
  const [start] = places;
  return start === undefined || places.length > 1
    ? undefined
    : { startLine: start, endLine: start + wanted.length - 1 };
}
