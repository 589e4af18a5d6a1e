import { createHmac } from 'node:crypto';
import { TRIGGER_LASTS } from './methods.ts';
import type { Block, SlackMessage, SlackUser, Workspace } from './workspace.ts';

/** Where the app is, and what its requests are signed with. */
export interface SlackApp {
  url: string;
  signingSecret: string;
}

/** How a request may differ from an honest one. */
export interface Forgery {
  readonly secret?: string;
  /** Seconds that its time is off. */
  readonly shift?: number;
  /** Another body than the one that was signed. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The headers of a signed request (docs.slack.dev, "Verifying requests from Slack"). */
export function signed(body: string, secret: string, timestamp: number): Record<string, string> {
  const signature = createHmac('sha256', secret)
    .update(`v0:${String(timestamp)}:${body}`)
    .digest('hex');
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${signature}` };
}

/** Sends a signed request to the app. */
export function send(
  { url, signingSecret }: SlackApp,
  path: string,
  type: string,
  body: string,
  { secret, shift = 0, body: other, headers = {} }: Forgery = {},
): Promise<Response> {
  const timestamp = Math.floor(Date.now() / 1_000) + shift;
  return fetch(new URL(path, url), {
    method: 'POST',
    headers: { 'content-type': type, ...signed(body, secret ?? signingSecret, timestamp), ...headers },
    body: other ?? body,
  });
}

const FORM = 'application/x-www-form-urlencoded';

/** Somebody who sits before Slack. */
export class Person {
  readonly #workspace: Workspace;
  readonly user: SlackUser;
  readonly #app: SlackApp;
  readonly #now: () => number;

  constructor(workspace: Workspace, user: SlackUser, app: SlackApp, now: () => number) {
    this.#workspace = workspace;
    this.user = user;
    this.#app = app;
    this.#now = now;
  }

  /** What they have got, oldest first. */
  get inbox(): readonly SlackMessage[] {
    return this.#workspace.inboxOf(this.user.id);
  }

  /** The form that stands open before them. */
  get form(): Readonly<Record<string, unknown>> | undefined {
    return this.#workspace.views.findLast(({ user }) => user === this.user.id)?.view;
  }

  /** Presses a button of a message that somebody has got. */
  press(message: SlackMessage, action: string, forgery?: Forgery): Promise<Response> {
    return this.#interact(this.pressed(message, action), forgery);
  }

  /** What Slack sends when a button is pressed; of a message that has no such button any more, as it was. */
  pressed(message: SlackMessage, action: string): object {
    const buttons = message.blocks.flatMap((block) => elementsOf(block));
    const value = buttons.find(({ action_id: id }) => id === action)?.value ?? '';
    const trigger = `${String(this.#workspace.next())}.trigger.${this.user.id}`;
    this.#workspace.triggers.set(trigger, { user: this.user.id, until: this.#now() + TRIGGER_LASTS });
    return {
      type: 'block_actions',
      ...{
        user: { id: this.user.id, username: this.user.name, team_id: 'T0001' },
        team: { id: 'T0001', domain: 'fake' },
      },
      ...{ api_app_id: 'A0001', token: 'old-style-token', trigger_id: trigger },
      container: { type: 'message', message_ts: message.ts, channel_id: message.channel, is_ephemeral: false },
      channel: { id: message.channel, name: 'directmessage' },
      message: { type: 'message', ts: message.ts, text: message.text },
      response_url: `${this.#app.url}/response/1`,
      actions: [{ type: 'button', block_id: 'b', action_id: action, value, action_ts: String(this.#now() / 1_000) }],
    };
  }

  /** Fills in the form that stands open and sends it. */
  fillIn(text: string, forgery?: Forgery): Promise<Response> {
    const { id, view } = this.#workspace.views.findLast(({ user }) => user === this.user.id) ?? { id: '', view: {} };
    const [block] = ((view as Readonly<Record<string, unknown>>)['blocks'] ?? []) as readonly {
      block_id: string;
      element: { action_id: string };
    }[];
    const values = block && {
      [block.block_id]: { [block.element.action_id]: { type: 'plain_text_input', value: text } },
    };
    return this.#interact(
      {
        type: 'view_submission',
        ...{ user: { id: this.user.id, username: this.user.name }, team: { id: 'T0001' }, api_app_id: 'A0001' },
        view: { ...view, id, state: { values } },
      },
      forgery,
    );
  }

  #interact(payload: object, forgery?: Forgery): Promise<Response> {
    const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    return send(this.#app, '/webhooks/slack/interactions', FORM, body, forgery);
  }
}

const elementsOf = (block: Block) =>
  (Array.isArray(block['elements']) ? block['elements'] : []) as readonly { action_id?: string; value?: string }[];
