import { type Arrow, type Card, layOut, WIDTH } from './layout.ts';
import type { Room } from './rooms.ts';

/** Colours for light and for dark surroundings; the picture brings its own background, so that it is legible on both. */
const STYLE = `
  text { font-family: ui-sans-serif, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif; }
  .paper { fill: #ffffff; stroke: #d8dee4; }
  .card { fill: #f6f8fa; stroke: #d0d7de; }
  .journal { fill: #eef2ff; stroke: #a5b4fc; }
  .source { fill: none; stroke: #8c959f; stroke-dasharray: 3 3; }
  .name { fill: #1f2328; font-size: 16px; font-weight: 600; }
  .purpose { fill: #59636e; font-size: 12px; }
  .event { fill: #3730a3; font-size: 13px; }
  .arrow { fill: none; stroke: #6366f1; stroke-width: 1.75; }
  .tip { fill: #6366f1; }
  .rail { fill: none; stroke: #a5b4fc; stroke-width: 1.5; stroke-dasharray: 2 4; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117; stroke: #30363d; }
    .card { fill: #161b22; stroke: #30363d; }
    .journal { fill: #1e1b4b; stroke: #4f46e5; }
    .source { stroke: #6e7681; }
    .name { fill: #e6edf3; }
    .purpose { fill: #9198a1; }
    .event { fill: #c7d2fe; }
    .arrow { stroke: #818cf8; }
    .tip { fill: #818cf8; }
    .rail { stroke: #4f46e5; }
  }`;

const RAIL = 34;

/** The journey as an SVG: the services from top to bottom, the events on the arrows between them. */
export function journeyPicture(rooms: readonly Room[]): string {
  const { cards, journal, arrows, height } = layOut(rooms);
  const first = cards[0];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="title">
<title id="title">A delivery's way through the services, with the events between them</title>
<style>${STYLE}
</style>
<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>
<rect class="paper" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="14"/>
${first ? source(first) : ''}
${rail(cards, journal)}
${arrows.map((arrow) => (arrow.to === journal && !arrow.straight ? drawAside(arrow) : drawArrow(arrow))).join('\n')}
${cards.map((card) => drawCard(card, 'card')).join('\n')}
${drawCard(journal, 'journal')}
</svg>
`;
}

const middle = ({ left, width }: Card): number => left + width / 2;
const centre = ({ top, height }: Card): number => top + height / 2;

/** Where deliveries come from. */
function source(first: Card): string {
  const x = middle(first);
  return [
    `<rect class="source" x="${x - 170}" y="20" width="340" height="36" rx="18"/>`,
    text('name', x, 43, 'GitHub · GitLab · your own tools', 'middle'),
    `<path class="arrow" marker-end="url(#tip)" d="M${x} 56V${first.top - 2}"/>`,
    text('event', x + 14, 92, 'webhooks and text'),
  ].join('\n');
}

function drawCard(card: Card, kind: 'card' | 'journal'): string {
  const { name, purpose, left, top, width, height } = card;
  return [
    `<rect class="${kind}" x="${left}" y="${top}" width="${width}" height="${height}" rx="12"/>`,
    text('name', middle(card), top + 27, name, 'middle'),
    text('purpose', middle(card), top + 47, purpose, 'middle'),
  ].join('\n');
}

/** The thin line on the left: every service's events come to the journal as well. */
function rail(cards: readonly Card[], journal: Card): string {
  const inFront = cards.filter(({ left }, index) => left > RAIL && cards[index - 1]?.top !== cards[index]?.top);
  const start = Math.min(...inFront.map(centre));
  const branches = inFront.map((card) => `M${card.left} ${centre(card)}H${RAIL}`).join('');
  return `<path class="rail" d="${branches}M${RAIL} ${start}V${journal.top}"/>`;
}

/** What only the journal takes from further up stands at the thin line that leads there. */
const drawAside = ({ from, labels }: Arrow): string =>
  labels.map((label, index) => text('purpose', RAIL + 10, centre(from) + 18 + index * 16, label)).join('\n');

function drawArrow({ from, to, labels, straight }: Arrow): string {
  const line = (path: string) => `<path class="arrow" marker-end="url(#tip)" d="${path}"/>`;
  const bottom = from.top + from.height;
  if (straight) {
    const x = to.width > from.width ? middle(from) : middle(to);
    const across = x === middle(from) ? '' : `V${bottom + 16}H${x}`;
    return [line(`M${middle(from)} ${bottom}${across}V${to.top - 2}`), list(labels, x + 14, bottom + 38)].join('\n');
  }
  const [start, end] = [from.left + from.width, to.left + to.width];
  const lane = Math.max(start, end) + 22;
  const [leave, arrive] = from === to ? [centre(from) - 12, centre(from) + 12] : [centre(from), centre(to)];
  return [line(`M${start} ${leave}H${lane}V${arrive}H${end + 2}`), list(labels, lane + 8, leave + 16)].join('\n');
}

const list = (labels: readonly string[], x: number, y: number): string =>
  labels.map((label, index) => text('event', x, y + index * 19, label)).join('\n');

function text(kind: string, x: number, y: number, words: string, anchor = 'start'): string {
  const escaped = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<text class="${kind}" x="${x}" y="${y}" text-anchor="${anchor}">${escaped}</text>`;
}
