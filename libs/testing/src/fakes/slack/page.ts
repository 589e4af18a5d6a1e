import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Slack } from './start-slack.ts';
import { Person } from './person.ts';
import type { Block, SlackMessage } from './workspace.ts';

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => `&#${String(letter.codePointAt(0))};`);

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:60rem}article{border:1px solid #ccc;
border-radius:8px;padding:.5rem 1rem;margin:.5rem 0;white-space:pre-wrap}small{color:#666}form{display:inline}`;

/** Everybody's direct messages on one page, with buttons that can be pressed by whoever got them. */
export async function page(request: IncomingMessage, response: ServerResponse, slack: Slack): Promise<void> {
  if (request.method === 'POST') {
    const said = await act(new URLSearchParams(await bodyOf(request)), slack);
    response.writeHead(303, { location: `/?said=${encodeURIComponent(said)}` }).end();
    return;
  }
  const said = new URL(request.url ?? '/', slack.url).searchParams.get('said') ?? '';
  const people = [...slack.workspace.users.values()].map(({ id, name }) => {
    const messages = slack.workspace.inboxOf(id).toReversed();
    return `<h2>${escape(name)} <small>${escape(id)}</small></h2>${messages.map((one) => articleOf(one, id)).join('')}`;
  });
  const head = `<meta charset="utf-8"><meta http-equiv="refresh" content="5;url=/"><title>Slack</title><style>${STYLE}</style>`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html>${head}<h1>A workspace that is not Slack</h1><p>${escape(said)}</p>${people.join('')}`);
}

function articleOf({ ts, text, blocks }: SlackMessage, user: string): string {
  const time = new Date(Number(ts) * 1_000).toISOString();
  return `<article><small>${time}</small>\n${escape(textOf(blocks) || text)}\n${buttonsOf(blocks, user, ts)}</article>`;
}

const textOf = (blocks: readonly Block[]): string =>
  blocks
    .flatMap((block) => [block['text'], ...((block['elements'] ?? []) as unknown[])])
    .map((part) => (part as { readonly type?: string; readonly text?: unknown } | undefined) ?? {})
    .flatMap(({ type, text }) => (type !== 'button' && typeof text === 'string' ? [text] : []))
    .join('\n');

function buttonsOf(blocks: readonly Block[], user: string, ts: string): string {
  const elements = blocks.flatMap((block) => (block.type === 'actions' ? (block['elements'] as unknown[]) : []));
  return elements
    .map((element) => element as { readonly action_id: string; readonly text: { readonly text: string } })
    .filter(({ action_id: id }) => id !== 'open-form')
    .map(({ action_id: id, text }) => {
      const fields = Object.entries({ user, ts, action: id }).map(
        ([name, value]) => `<input type="hidden" name="${name}" value="${escape(value)}">`,
      );
      return `<form method="post">${fields.join('')}<button>${escape(text.text)}</button></form> `;
    })
    .join('');
}

async function act(form: URLSearchParams, slack: Slack): Promise<string> {
  const user = slack.workspace.users.get(form.get('user') ?? '');
  const message = slack.workspace.messages.find(({ ts }) => ts === form.get('ts'));
  if (!user || !message) return 'That message is gone.';
  const person = new Person(slack.workspace, user, slack.app, () => slack.now());
  try {
    const { status } = await person.press(message, form.get('action') ?? '');
    return `Arbiter answered ${String(status)}.`;
  } catch {
    return `Nobody answers at ${slack.app.url}.`;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
