import Table from 'cli-table3';
import type { Latency } from '../outcome/latency.ts';
import type { Summary } from '../outcome/summary.ts';
import type { Journeys } from '../outcome/wait-until-complete.ts';
import type { Sent } from '../send/send-all.ts';

/** What a replay did, and what became of it. What was not waited for is absent. */
export interface Report {
  readonly repository: string;
  readonly repositoryId: string;
  readonly forge: string;
  readonly sent: Sent;
  /** From the first webhook to the last journey's end, or to the last answer where that is not waited for. */
  readonly seconds: number;
  readonly commitsPerSecond: number;
  readonly journeys?: Journeys;
  readonly summary?: Summary;
  readonly latency?: Latency;
}

/** One frame around everything is enough. */
const NO_LINES = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };

/** The report as a table for people. */
export function renderTable(report: Report): string {
  const table = new Table({ chars: NO_LINES, style: { head: [], border: [] } });
  table.push(...rowsOf(report).map(([name, value]) => [name, value]));
  return table.toString();
}

function rowsOf(report: Report): [string, string][] {
  const { sent, journeys, summary, latency } = report;
  const rows: [string, string][] = [
    ['repository', `${report.repository} (${report.forge} ${report.repositoryId})`],
    ['commits', `${count(sent.commits)}, ${report.commitsPerSecond.toFixed(0)} a second`],
    ['pushes', `${count(sent.pushes)}: ${outcomes(sent)}`],
  ];
  if (journeys !== undefined) {
    const { complete, running, deadLettered } = journeys;
    const rest = [
      running > 0 ? `${count(running)} running` : '',
      deadLettered > 0 ? `${count(deadLettered)} given up` : '',
    ];
    rows.push(['journeys', [`${count(complete)} complete`, ...rest.filter((part) => part !== '')].join(', ')]);
  }
  if (summary !== undefined) {
    const { people, findings, cost } = summary;
    rows.push(
      [
        'people',
        `${count(people.people)} (${count(people.unmatched)} nobody has named yet) and ${count(people.bots)} bots`,
      ],
      ['promises', `${count(findings.commitments)} (${count(findings.ambiguous)} ambiguous)`],
      ['debt notes', count(findings.debtNotes)],
      ['cost', `$${shortened(cost.usd)} for ${count(cost.calls)} analyses`],
    );
  }
  if (latency !== undefined) {
    rows.push([
      'latency',
      `p50 ${count(latency.p50)} ms, p95 ${count(latency.p95)} ms (webhook to last step, ${count(latency.sample)} commits)`,
    ]);
  }
  return rows;
}

const count = (value: number): string => value.toLocaleString('en-US');

const outcomes = ({ accepted, duplicate, ignored, quarantined }: Sent): string =>
  Object.entries({ accepted, 'known already': duplicate, ignored, quarantined })
    .filter(([, number]) => number > 0)
    .map(([word, number]) => `${count(number)} ${word}`)
    .join(', ');

/** Twelve places are for machines. */
const shortened = (usd: string): string => usd.replace(/(\.\d\d)(\d*?)0*$/, '$1$2');
