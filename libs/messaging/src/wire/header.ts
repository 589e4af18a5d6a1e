/**
 * The headers of an event: CloudEvents 1.0 in binary mode, W3C trace context, and our own below `arbiter-`.
 * Header names are case-sensitive in NATS.
 */
export const HEADER = {
  specVersion: 'ce-specversion',
  id: 'ce-id',
  type: 'ce-type',
  source: 'ce-source',
  time: 'ce-time',
  subject: 'ce-subject',
  contentType: 'content-type',
  traceParent: 'traceparent',
  traceState: 'tracestate',
  /** JetStream's own de-duplication key. */
  messageId: 'Nats-Msg-Id',
  /** The size of the data, from JetStream, where it sends the headers alone. */
  size: 'Nats-Msg-Size',
  /** The sender's span of each item, in the items' order; see tracing/item-spans.ts. */
  itemSpans: 'arbiter-item-spans',
  /** Names the repetition that an event belongs to, when an operator drove it again. */
  drive: 'arbiter-drive',
  /** Dead letters only, from here on. `code: message`, without personal data. */
  error: 'arbiter-error',
  attempts: 'arbiter-attempts',
  journeys: 'arbiter-journeys',
  originStream: 'arbiter-origin-stream',
  originSequence: 'arbiter-origin-seq',
  originSubject: 'arbiter-origin-subject',
  deadAt: 'arbiter-dead-at',
} as const;
