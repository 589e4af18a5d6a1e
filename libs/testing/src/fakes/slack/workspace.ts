/** Somebody in the workspace. */
export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  /** IANA name. */
  readonly zone?: string;
  readonly bot?: boolean;
  readonly deleted?: boolean;
  /** Do-not-disturb, seconds since 1970. */
  dnd?: { readonly from: number; readonly until: number };
  /** Snoozes until then, seconds since 1970. */
  snoozeUntil?: number;
}

/** A message as it stands in a conversation. */
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: readonly Block[];
  readonly metadata: unknown;
  edited: boolean;
}

export type Block = Readonly<Record<string, unknown>> & { readonly type: string };

/** A form that stands open before somebody. */
export interface SlackView {
  readonly id: string;
  readonly user: string;
  readonly view: Readonly<Record<string, unknown>>;
}

/** People, conversations and messages of a workspace. */
export class Workspace {
  readonly users = new Map<string, SlackUser>();
  readonly messages: SlackMessage[] = [];
  readonly views: SlackView[] = [];
  /** Conversation by its id: whose direct messages they are. */
  readonly conversations = new Map<string, string>();
  /** Triggers by whom they were given to, and until when they are good, milliseconds. */
  readonly triggers = new Map<string, { readonly user: string; readonly until: number }>();
  #count = 0;

  /** A number that was not given before. */
  next(): number {
    return (this.#count += 1);
  }

  /** The direct messages with somebody; the same however often it is asked. */
  open(user: string): string {
    const known = [...this.conversations].find(([, other]) => other === user);
    if (known) return known[0];
    const id = `D${String(this.conversations.size + 1).padStart(8, '0')}`;
    this.conversations.set(id, user);
    return id;
  }

  post(channel: string, text: string, blocks: readonly Block[], metadata: unknown, now: number): SlackMessage {
    const ts = `${String(Math.floor(now / 1_000))}.${String(this.next()).padStart(6, '0')}`;
    const message: SlackMessage = { channel, ts, text, blocks, metadata, edited: false };
    this.messages.push(message);
    return message;
  }

  /** What somebody has got, oldest first. */
  inboxOf(user: string): readonly SlackMessage[] {
    return this.messages.filter(({ channel }) => this.conversations.get(channel) === user);
  }
}
