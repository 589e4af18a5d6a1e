import { durableOf, JOURNAL, JOURNEY, streamOf } from '@arbiter/contracts';
import { journeyDiagram } from './journey-diagram.ts';

/** The text of docs/journey.md. */
export function journeyDocument(): string {
  const rows = JOURNEY.map(({ event, from, to }) => {
    const durables = [...to, JOURNAL].map((service) => `\`${durableOf(service, event)}\``).join(', ');
    const receivers = to.length === 0 ? '(journal)' : to.join(', ');
    return `| \`${event.subject}\` | ${from.join(', ')} | ${receivers} | \`${streamOf(event.owner)}\` | ${durables} |`;
  });
  return `# The journey

Written by \`npm run generate\` from \`libs/contracts/src/journey.ts\`, which also provisions the streams and consumers.

![The journey of a delivery through the services](journey.svg)

Services know events, not each other: whoever receives an event does its part and publishes what follows from it. The
journal of the ${JOURNAL} service takes every event besides, so that the way of each commit can be looked up.

## Who tells whom what

\`\`\`mermaid
${journeyDiagram()}
\`\`\`

## Events

| event | from | to | stream | durable consumers |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`;
}
