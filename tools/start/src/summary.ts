import pc from 'picocolors';
import type { State } from './state.ts';

/** What stands on the screen when everything is ready. */
export function summaryOf(state: State, isDetached: boolean): string {
  const { gateway, grpc, apiKey, backing } = state;
  const lines: [label: string, value: string][] = [];
  if (gateway !== undefined) lines.push(['API', gateway], ['Documentation', `${gateway}/docs`]);
  if (grpc !== undefined) lines.push(['Admin (gRPC)', grpc]);
  if (gateway !== undefined) lines.push(['API key', apiKey]);
  else for (const [name, { url }] of Object.entries(backing)) lines.push([name, url]);
  const next: [label: string, value: string][] = [
    ...(gateway === undefined
      ? []
      : [['Try next', 'npm run replay -- <path of a git repository of yours>'] as [string, string]]),
    ['To end it', isDetached ? 'npm run stop' : 'Ctrl-C'],
  ];
  const format = ([label, value]: [string, string]): string => `  ${label.padEnd(15)}${pc.bold(value)}`;
  const title = gateway === undefined ? 'Ready' : 'Arbiter is ready';
  return ['', pc.green(title), '', ...lines.map(format), '', ...next.map(format), ''].join('\n');
}
