import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** A span as it came over the wire, with the service that made it. Ids are hex; a root's parent is ''. */
export interface ReceivedSpan {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
}

export interface OtlpReceiver {
  /** For OTEL_EXPORTER_OTLP_ENDPOINT; with OTEL_EXPORTER_OTLP_PROTOCOL=http/json. */
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  close(): Promise<void>;
}

interface Payload {
  readonly resourceSpans?: readonly {
    readonly resource?: { readonly attributes?: readonly KeyValue[] };
    readonly scopeSpans?: readonly { readonly spans?: readonly WireSpan[] }[];
  }[];
}
type WireSpan = Omit<ReceivedSpan, 'service' | 'links' | 'attributes' | 'parentSpanId'> & {
  readonly parentSpanId?: string;
  readonly links?: ReceivedSpan['links'];
  readonly attributes?: readonly KeyValue[];
};
interface KeyValue {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** A collector that speaks OTLP over HTTP with JSON and keeps every span. Loopback only. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const server = createServer((request, response) => {
    documentOf(request).then(
      (payload) => {
        spans.push(...spansOf(payload));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      },
      () => response.writeHead(400).end(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spans,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function documentOf(request: IncomingMessage): Promise<Payload> {
  if (request.headers['content-encoding'] !== 'gzip') return JSON.parse(await text(request)) as Payload;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(gunzipSync(Buffer.concat(chunks)).toString('utf8')) as Payload;
}

function spansOf({ resourceSpans = [] }: Payload): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans = [] }) => {
    const service = String(recordOf(resource?.attributes ?? [])['service.name']);
    const spans = scopeSpans.flatMap((scope) => scope.spans ?? []);
    return spans.map(({ parentSpanId = '', links = [], attributes = [], ...span }) => {
      const { name, traceId, spanId } = span;
      return { service, name, traceId, spanId, parentSpanId, links, attributes: recordOf(attributes) };
    });
  });
}

/** OTLP wraps each value in an object that names its type. */
const recordOf = (attributes: readonly KeyValue[]): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
