import { fingerprintOf, type Finding, type Severity } from '@arbiter/reviewing';
import type { Terminal } from '../../terminal.ts';
import { VERSION } from '../../version.ts';
import type { Reviewed } from '../reviewed.ts';

const LEVELS: Readonly<Record<Severity, string>> = {
  critical: 'error',
  major: 'error',
  minor: 'warning',
  info: 'note',
};

/** Prints the findings as SARIF 2.1.0, for code scanning and other readers of reports. */
export function printSarif(terminal: Terminal, { placements, fallbacks, outcome }: Reviewed): void {
  const inline = placements.flatMap((placement) => {
    if (placement.to !== 'line') return [];
    const { finding, place } = placement;
    return [resultOf(finding, place.first[finding.side], place.last[finding.side])];
  });
  const others = fallbacks.map(({ finding }) => resultOf(finding, finding.startLine, finding.endLine));
  const rules = new Set([...placements, ...fallbacks].map(({ finding }) => finding.ruleId));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Arbiter', version: VERSION, rules: [...rules].map((id) => ({ id })) } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: outcome.faults.length === 0,
            toolExecutionNotifications: outcome.coverage.skipped.map(({ path, reason }) => ({
              level: 'note',
              message: { text: `Not looked at: ${reason}` },
              locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(path) } } }],
            })),
          },
        ],
        results: [...inline, ...others],
      },
    ],
  };
  terminal.out(`${JSON.stringify(log, null, 2)}\n`);
}

function resultOf(finding: Finding, startLine: number | undefined, endLine = startLine): object {
  const { ruleId, path, message, severity, category, confidence, source } = finding;
  const region = startLine === undefined ? {} : { region: { startLine, endLine } };
  return {
    ruleId,
    level: LEVELS[severity],
    message: { text: message, markdown: message },
    ...(path !== '' && {
      locations: [{ physicalLocation: { artifactLocation: { uri: encodeURI(path) }, ...region } }],
    }),
    partialFingerprints: { 'arbiter/v1': fingerprintOf(finding) },
    rank: Math.round(confidence * 100),
    properties: { severity, category, source },
  };
}
