import type { Finding, Skipped } from '../review/finding.ts';
import { SEVERITIES } from '../review/finding.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { helpText } from '../follow-up/help.ts';
import type { Problem } from '../configuration/read-configuration.ts';
import { CONFIGURATION_PATH } from '../configuration/read-configuration.ts';
import { isPartial } from '../review/coverage.ts';
import type { Fault, ReviewOutcome } from '../review/review.ts';
import { inCode } from './comment.ts';
import { summaryMarker } from './markers.ts';
import { countOf } from './verdict.ts';
import { FAULTS, NOT_INLINE, SET_ASIDE, SKIPPED } from './words.ts';

/** Longest summary, characters: GitHub takes 65,536. */
const LONGEST = 60_000;

/** Longest message of one finding in the summary. */
const LONGEST_MESSAGE = 1_200;

/** Files that are named for one reason before the rest is counted. */
const NAMED = 20;

export interface SummaryFacts {
  readonly outcome: ReviewOutcome;
  /** Every finding that is no comment on a line, and why. */
  readonly fallbacks: readonly {
    readonly finding: Finding;
    readonly to: 'file' | 'summary';
    readonly reason: string;
  }[];
  /** The commit that was reviewed. */
  readonly head?: string;
  /** What is wrong with the configuration: then the defaults held. */
  readonly problems?: readonly Problem[];
  /** What comments can ask for. */
  readonly commands?: Configuration['commands'];
  /** Rules whose findings are not posted any more because this repository kept dismissing them. */
  readonly learned?: readonly string[];
}

/**
 * The one comment on a change that is edited from review to review: what was found, what was looked at and what not, what it
 * cost, and how to talk to us.
 */
export function summaryBody(facts: SummaryFacts): string {
  const { outcome, fallbacks, head, problems = [], commands = true, learned = [] } = facts;
  const fixed = [
    summaryMarker(head),
    `## Arbiter\n\n${headline(outcome)}`,
    ...faultsOf(outcome.faults),
    ...(problems.length === 0 ? [] : [configurationProblems(problems)]),
  ];
  const last = [
    coverageOf(outcome),
    ...asideOf(outcome),
    ...(learned.length === 0
      ? []
      : [
          `Not posted here any more, because they were dismissed again and again: ${learned.map(inCode).join(', ')}. \`@arbiter resume <rule>\` brings one back.`,
        ]),
    costLine(outcome),
    ...(commands === false ? [] : [talk(commands)]),
  ];
  const room = LONGEST - [...fixed, ...last].join('\n\n').length;
  return [...fixed, ...fallbackList(fallbacks, room), ...last].join('\n\n');
}

function headline({ findings, overflow, setAside, verdict }: ReviewOutcome): string {
  const found = [...findings, ...overflow];
  const parts = SEVERITIES.toReversed().flatMap((severity) => {
    const count = found.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${String(count)} ${severity}`];
  });
  const known = setAside.filter(({ reason }) => reason === 'said-before').length;
  const counted = `**${countOf(found.length, 'new finding')}**${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`;
  return `${counted}${known === 0 ? '' : `, ${String(known)} said before`}. ${STATUS[verdict.status]}`;
}

const STATUS = {
  success: 'Everything in scope was looked at.',
  failure: 'Some of them are to be fixed before merging, as this repository is configured.',
  neutral: '**This review is not complete**: see below what was not looked at.',
  error: '**Something went wrong on the way**: do not take silence for approval.',
} as const;

const faultsOf = (faults: readonly Fault[]): string[] => [
  ...new Set(
    faults.map(
      ({ reason, until }) => `> ${FAULTS[reason]}${until === undefined ? '' : ` It starts again at ${until}.`}`,
    ),
  ),
];

const configurationProblems = (problems: readonly Problem[]): string =>
  [
    `${inCode(CONFIGURATION_PATH)} of the base branch cannot be used, so the defaults held:`,
    ...problems.map(({ line, message }) => `- line ${String(line)}: ${inCode(message)}`),
  ].join('\n');

function fallbackList(fallbacks: SummaryFacts['fallbacks'], room: number): string[] {
  if (fallbacks.length === 0) return [];
  const lines: string[] = [];
  let left = room - 200;
  for (const { finding, to, reason } of fallbacks) {
    const { path, startLine, severity, message, source, ruleId } = finding;
    // Whoever reads what another tool says wants to look its rule up.
    const rule = source === 'sarif' ? `${inCode(ruleId)} in ` : '';
    const place =
      path === '' ? 'the whole change' : inCode(startLine === undefined ? path : `${path}:${String(startLine)}`);
    const text = to === 'file' ? 'It is a comment on the file.' : clipped(message);
    const line = `- **${severity}** ${rule}${place} (${NOT_INLINE[reason] ?? reason}): ${text.replaceAll('\n', '\n  ')}`;
    left -= line.length + 1;
    if (left < 0) break;
    lines.push(line);
  }
  const missing = fallbacks.length - lines.length;
  if (missing > 0) lines.push(`- and ${String(missing)} more that find no room here`);
  return [`### Not on a line\n\n${lines.join('\n')}`];
}

/** A message that is cut may have lost the end of its code: then it is shown without. */
function clipped(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  return `${message.slice(0, LONGEST_MESSAGE).replaceAll('`', '')}…`;
}

function coverageOf({ coverage }: ReviewOutcome): string {
  const { files, hunks, reviewedHunks, skipped } = coverage;
  const looked = `Looked at ${String(reviewedHunks)} of ${countOf(hunks, 'hunk')} in ${countOf(files, 'file')}.`;
  if (skipped.length === 0) return looked;
  const byReason = [...Map.groupBy(skipped, ({ reason }) => reason)];
  const title = `${countOf(skipped.length, 'file')} not, or not all of them${isPartial(coverage) ? ', some of them in scope' : ': out of scope'}`;
  const list = byReason.map(([reason, left]) => `- ${SKIPPED[reason] ?? reason}: ${pathsOf(left)}`).join('\n');
  return `${looked}\n\n<details><summary>${title}</summary>\n\n${list}\n\n</details>`;
}

function pathsOf(skipped: readonly Skipped[]): string {
  const named = skipped.slice(0, NAMED).map(({ path }) => inCode(path));
  const rest = skipped.length - named.length;
  return `${named.join(', ')}${rest === 0 ? '' : ` and ${String(rest)} more`}`;
}

/** What was found and is not posted, by why. */
function asideOf({ setAside }: ReviewOutcome): string[] {
  const hidden = setAside.filter(({ reason }) => reason !== 'said-before');
  if (hidden.length === 0) return [];
  const counts = [...Map.groupBy(hidden, ({ reason }) => reason)].map(
    ([reason, each]) => `${String(each.length)} ${SET_ASIDE[reason]}`,
  );
  return [`Not posted: ${counts.join(', ')}.`];
}

function costLine({ costUsd, usages, unpriced, reviewers }: ReviewOutcome): string {
  const tokens = usages.reduce(
    (sum, { usage: { tokens: used, savedBy } }) =>
      sum +
      (savedBy === undefined ? used.input + used.cacheRead + used.cacheWrite5m + used.cacheWrite1h + used.output : 0),
    0,
  );
  const paid = usages.some(({ usage: { provider } }) => provider !== 'mock');
  const who = reviewers.length === 0 ? 'Nobody was asked' : `By ${reviewers.map(inCode).join(', ')}`;
  const more =
    unpriced.length === 0 ? '' : `, and what ${unpriced.map(inCode).join(', ')} took, whose price is not known`;
  return `<sub>${who} · $${dollars(costUsd)}${more}${paid ? ` · ${String(tokens)} tokens` : ''}</sub>`;
}

/** At least cents, at most hundredths of a cent; what is not nothing never reads like it. */
export function dollars(usd: string): string {
  const value = Number(usd);
  if (value === 0) return '0.00';
  return value < 0.0001 ? '0.0001' : value.toFixed(value < 1 ? 4 : 2);
}

const talk = (commands: Configuration['commands']): string =>
  `<details><summary>How to talk to Arbiter</summary>\n\nReply to a comment, or write in one of your own:\n\n${helpText(commands)}\n\n</details>`;
