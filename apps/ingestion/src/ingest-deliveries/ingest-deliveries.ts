import {
  type ChangeUpdated,
  ChangeUpdatedEvent,
  type CommentCreated,
  CommentCreatedEvent,
  type CommitsIngested,
  CommitsIngestedEvent,
  type DeliveryAccepted,
  type IngestedPush,
  MessageReceivedEvent,
  commitJourney,
  deliveryJourney,
  placeOfCommit,
} from '@arbiter/contracts';
import { type Reading, readDelivery } from '@arbiter/forge/webhooks';
import { Events } from '@arbiter/messaging';
import { causeOf, stableId } from '@arbiter/service';
import { Injectable } from '@nestjs/common';
import { UnreadableDelivery } from '../ingestion.errors.ts';
import { CommitRepository } from '../persistence/commit.repository.ts';
import { PushRepository } from '../persistence/push.repository.ts';
import { WritingRepository } from '../persistence/writing.repository.ts';
import { cutPush } from './cut-push.ts';
import { DeliveryDocument } from './delivery-document.ts';
import { pack } from './pack.ts';
import type { Received, ReceivedMessage, ReceivedPush } from './received.ts';

/** What the deliveries of one batch told of, by kind. */
interface Sorted {
  readonly pushes: ReceivedPush[];
  readonly changes: Received<ChangeUpdated>[];
  readonly comments: Received<CommentCreated>[];
  readonly messages: ReceivedMessage[];
}

/**
 * Turns deliveries into commits, changes, comments and messages. What is new goes on; what another delivery brought
 * before is stored once and goes on once.
 */
@Injectable()
export class IngestDeliveries {
  constructor(
    private readonly documents: DeliveryDocument,
    private readonly commits: CommitRepository,
    private readonly pushes: PushRepository,
    private readonly writings: WritingRepository,
    private readonly events: Events,
  ) {}

  async run(deliveries: readonly DeliveryAccepted[]): Promise<void> {
    const sorted: Sorted = { pushes: [], changes: [], comments: [], messages: [] };
    for (const delivery of deliveries) sort(delivery, await this.read(delivery), sorted);
    if (sorted.pushes.length > 0) await this.ingestPushes(sorted.pushes);
    if (sorted.changes.length > 0) await this.ingestChanges(sorted.changes);
    if (sorted.comments.length > 0) await this.ingestComments(sorted.comments);
    if (sorted.messages.length > 0) await this.ingestMessages(sorted.messages);
  }

  private async read(delivery: DeliveryAccepted): Promise<Reading> {
    return readDelivery(delivery.source, delivery.event, await this.documents.read(delivery));
  }

  private async ingestPushes(received: readonly ReceivedPush[]): Promise<void> {
    await this.pushes.store(received);
    const parts = received.flatMap(cutPush);
    const news = await this.storeNews(parts);
    const cause = causeOf(received.map(({ deliveryId }) => deliveryId));
    const messages = pack(news, ({ commits }) => commits).map((pushes) => ({ cause, pushes }));
    await this.events.publishAll(CommitsIngestedEvent, messages, { from: cameWith });
  }

  /** Stores the commits of the parts and answers the parts with only those commits that their own delivery brought. */
  private async storeNews(parts: readonly IngestedPush[]): Promise<IngestedPush[]> {
    const commits = parts.flatMap(({ push, commits }) => commits.map((commit) => ({ push, commit })));
    if (commits.length === 0) return [];
    const owners = new Map(
      (await this.commits.store(commits)).map((owner) => [
        commitJourney({ forge: owner.forge, repository: { id: owner.repository_id } }, owner.sha),
        owner.delivery_id,
      ]),
    );
    return parts
      .map(({ push, commits }) => ({
        push,
        commits: commits.filter(({ sha }) => owners.get(commitJourney(push, sha)) === push.deliveryId),
      }))
      .filter(({ commits }) => commits.length > 0);
  }

  private async ingestChanges(received: readonly Received<ChangeUpdated>[]): Promise<void> {
    const news = await this.writings.storeChanges(received);
    const changes = received.map(({ reading }) => reading).filter(({ deliveryId }) => news.has(deliveryId));
    await this.events.publishAll(ChangeUpdatedEvent, changes, { from: cameBy });
  }

  private async ingestComments(received: readonly Received<CommentCreated>[]): Promise<void> {
    const news = await this.writings.storeComments(received);
    const comments = received.map(({ reading }) => reading).filter(({ deliveryId }) => news.has(deliveryId));
    await this.events.publishAll(CommentCreatedEvent, comments, { from: cameBy });
  }

  private async ingestMessages(received: readonly ReceivedMessage[]): Promise<void> {
    await this.writings.storeMessages(received);
    const messages = received.map(({ reading }) => reading);
    await this.events.publishAll(MessageReceivedEvent, messages, { from: cameBy });
  }
}

/** The journey that something new came by: its own starts there. */
const cameBy = ({ deliveryId }: { readonly deliveryId: string }) => deliveryJourney(deliveryId);

/** A commit's journey starts at the delivery of its push. */
function cameWith({ pushes }: CommitsIngested, index: number) {
  const place = placeOfCommit(pushes, index);
  return place && deliveryJourney(place.part.push.deliveryId);
}

/** Puts what a delivery told of to its kind. A delivery that turns out not to be for us is done with. */
function sort({ deliveryId, receivedAt }: DeliveryAccepted, reading: Reading, sorted: Sorted): void {
  switch (reading.kind) {
    case 'push':
      sorted.pushes.push({ deliveryId, receivedAt, push: reading });
      return;
    case 'change': {
      const { kind: _, ...change } = reading;
      sorted.changes.push({ receivedAt, reading: { ...change, deliveryId } });
      return;
    }
    case 'comment': {
      const { kind: _, ...comment } = reading;
      sorted.comments.push({ receivedAt, reading: { ...comment, deliveryId } });
      return;
    }
    case 'message': {
      const writing = { content: reading.content, writtenAt: receivedAt };
      const messageId = stableId('message', deliveryId);
      sorted.messages.push({ receivedAt, reading: { messageId, writing, sender: reading.sender, deliveryId } });
      return;
    }
    case 'ignored':
      return;
    case 'unprocessable':
      throw new UnreadableDelivery(deliveryId, reading.reason);
  }
}
