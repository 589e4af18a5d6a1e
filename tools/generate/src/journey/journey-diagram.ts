import { JOURNAL, JOURNEY, type Leg } from '@arbiter/contracts';
import { eventLabel } from './event-label.ts';

/** The journey as a mermaid flow chart: one arrow from service to service, labelled with the events that take it. */
export function journeyDiagram(journey: readonly Leg[] = JOURNEY): string {
  const arrows = new Map<string, string[]>();
  for (const { event, from, to } of journey) {
    for (const sender of from) {
      for (const receiver of to.length === 0 ? [JOURNAL] : to) {
        const arrow = `${sender} ${receiver}`;
        arrows.set(arrow, [...(arrows.get(arrow) ?? []), eventLabel(event)]);
      }
    }
  }
  const lines = [...arrows].map(([arrow, labels]) => {
    const [sender, receiver] = arrow.split(' ');
    return `  ${sender} -->|"${labels.join('<br/>')}"| ${receiver}`;
  });
  return ['flowchart TD', '  forge(["GitHub, GitLab, API clients"]) --> gateway', ...lines].join('\n');
}
