import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { ConnectionError, FastifyReply } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { GatewayConfig } from '../gateway.config.ts';
import type { ErrorCode } from '../gateway.errors.ts';
import { documentOf, Problem, PROBLEM_TYPE, refuse } from './problem.ts';

/** Times for a request to arrive, milliseconds. GitHub gives up after ten seconds; slow senders get 408 before that. */
const HEADERS_TIMEOUT = 5_000;
const REQUEST_TIMEOUT = 9_000;
const CHECK_INTERVAL = 500;
/** Longer than load balancers keep idle connections, so that it is never us who close one that is being used. */
const KEEP_ALIVE = 75_000;
const HEADER_BYTES = 16 * 1024;

/** Fastify with the limits of the door. Paths are exact: a variant of a path is another path, and there is none. */
export function gatewayAdapter({ ARBITER_TRUST_PROXY }: GatewayConfig): FastifyAdapter {
  return new FastifyAdapter({
    logger: false,
    skipMiddie: true,
    trustProxy: ARBITER_TRUST_PROXY,
    exposeHeadRoutes: false,
    requestIdHeader: false,
    connectionTimeout: 0,
    requestTimeout: REQUEST_TIMEOUT,
    keepAliveTimeout: KEEP_ALIVE,
    http: {
      headersTimeout: HEADERS_TIMEOUT,
      requestTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: CHECK_INTERVAL,
      maxHeaderSize: HEADER_BYTES,
      keepAlive: true,
      noDelay: true,
    },
    clientErrorHandler: answerBrokenRequest,
    // A path that cannot be decoded is no path of ours.
    frameworkErrors: (_error: unknown, _request: unknown, reply: FastifyReply) => {
      refuse(reply, new Problem('not-found'));
    },
    routerOptions: {
      caseSensitive: true,
      ignoreTrailingSlash: false,
      ignoreDuplicateSlashes: false,
      maxParamLength: 256,
    },
  });
}

/** What Node's parser refuses never becomes a request: the answer goes straight to the socket, which is then closed. */
function answerBrokenRequest(error: ConnectionError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const document = documentOf(codeOf(error));
  const body = JSON.stringify(document);
  socket.end(
    [
      `HTTP/1.1 ${String(document.status)} ${STATUS_CODES[document.status] ?? ''}`,
      `Content-Type: ${PROBLEM_TYPE}`,
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
    () => socket.destroySoon(),
  );
}

function codeOf({ code }: ConnectionError): ErrorCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'too-slow';
  return code === 'HPE_HEADER_OVERFLOW' ? 'headers-too-large' : 'malformed-request';
}
