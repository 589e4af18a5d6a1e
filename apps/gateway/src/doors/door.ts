import type { DeliverySource } from '@arbiter/forge/webhooks';
import type { FastifyRequest } from 'fastify';
import type { IncomingHttpHeaders } from 'node:http';

/** What is known of a delivery once it proved to be authentic. */
export interface Admitted {
  /** The sender's own word for what happened. */
  readonly event: string;
  /** Which of the sender's hooks it came by, and the sender's own id of it: '' where it has none. */
  readonly hookId: string;
  readonly senderId: string;
  /** Its secret is good for this organisation's repositories alone. */
  readonly organization?: string | undefined;
  /** The document, where it did not come as the body. */
  readonly body?: Buffer;
}

/** A way in for deliveries. */
export interface Door {
  readonly path: string;
  readonly source: DeliverySource;
  /** Whether `payload=…` forms are taken besides JSON. */
  readonly form: boolean;
  /** Whether the document may come as query parameters, without a body. */
  readonly query: boolean;
  /** Turns away, before the body is read, what cannot be authentic. @throws Problem */
  greet(headers: IncomingHttpHeaders): void;
  /** Lets in what is authentic. Nothing of the body is parsed. @throws Problem */
  admit(request: FastifyRequest, body: Buffer): Admitted;
}

/** A header's value; Node joins several of the same name by commas. */
export function headerOf(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

const SPEAKABLE = /^[\w .:-]{1,128}$/;

/** A header that is kept: '' for what is absent, too long or odd. What it would tell apart, the digest tells too. */
export function plainHeader(headers: IncomingHttpHeaders, name: string): string {
  const value = headerOf(headers, name) ?? '';
  return SPEAKABLE.test(value) ? value : '';
}
