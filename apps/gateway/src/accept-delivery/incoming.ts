import type { DeliverySource } from '@arbiter/forge/webhooks';

/** A verified delivery on its way in. Nothing of `raw` was parsed yet. */
export interface Incoming {
  readonly id: string;
  readonly source: DeliverySource;
  /** The sender's word; '' where it sent none that can be kept. */
  readonly event: string;
  readonly hookId: string;
  readonly senderId: string;
  /** Of the raw bytes, SHA-256 in hex. */
  readonly digest: string;
  /** `json` or `form`: how the document stands in the raw bytes. */
  readonly format: BodyFormat;
  readonly raw: Buffer;
  readonly receivedAt: Date;
}

export type BodyFormat = 'json' | 'form';

export type Status = 'accepted' | 'ignored' | 'quarantined';

/** What is to become of a delivery. */
export interface Judgement {
  readonly status: Status;
  /** Why, where it is not simply accepted: a constant text, or the name of a field. */
  readonly reason?: string;
  /** The repository's full name as the document says it, lower case. */
  readonly repository?: string;
}
