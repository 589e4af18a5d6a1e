import { cutPushes } from '../history/cut-pushes.ts';
import { readCommits } from '../history/read-commits.ts';
import { readMainline } from '../history/read-mainline.ts';
import type { Repository } from '../history/open-repository.ts';
import type { Delivery, ForgeName, WebhookWriter } from './delivery.ts';
import { github } from './github.ts';
import { gitlab } from './gitlab.ts';

const WRITERS: Readonly<Record<ForgeName, WebhookWriter>> = { github, gitlab };

export interface DeliveryOptions {
  readonly forge: ForgeName;
  readonly secret: string;
  /** Only the first commits; all of them without it. */
  readonly limit?: number | undefined;
  readonly pushSize?: number | undefined;
}

/** A repository's history as the webhooks that a forge would have sent, oldest first, one at a time. */
export async function* writeDeliveries(repository: Repository, options: DeliveryOptions): AsyncGenerator<Delivery> {
  const { forge, secret, limit = Infinity, pushSize } = options;
  const writer = WRITERS[forge];
  const commits = take(readCommits(repository.folder), limit);
  let before: string | null = null;
  for await (const pushed of cutPushes(commits, readMainline(repository.folder), {
    size: pushSize,
    most: writer.mostCommits,
  })) {
    const delivery = writer.write({ repository, commits: pushed, before }, secret);
    before = delivery.lastSha;
    yield delivery;
  }
}

async function* take<Item>(items: AsyncIterable<Item>, limit: number): AsyncGenerator<Item> {
  let taken = 0;
  for await (const item of items) {
    yield item;
    taken += 1;
    if (taken >= limit) return;
  }
}
