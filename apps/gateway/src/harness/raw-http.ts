import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  /** Whether the other side ended the connection. */
  readonly closed: boolean;
}

/** Opens a connection that writes bytes as they are: for requests that no client would send. */
export async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  return socket;
}

/** What comes back until the connection ends, or until `patience` milliseconds after the first answer. */
export function answerOf(socket: Socket, patience = 300): Promise<RawAnswer> {
  return new Promise((resolve) => {
    let text = '';
    let timer: NodeJS.Timeout | undefined;
    const finish = (closed: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      const head = text.slice(0, Math.max(0, text.indexOf('\r\n\r\n')));
      resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, closed });
    };
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
      timer ??= setTimeout(finish, patience, false);
    });
    socket.once('close', () => {
      finish(true);
    });
  });
}

/** Sends one request as it is written. */
export async function exchange(port: number, request: string | Buffer): Promise<RawAnswer> {
  const socket = await open(port);
  const answer = answerOf(socket);
  socket.write(request);
  return answer;
}

/** A request's text. */
export function requestText(
  path: string,
  headers: readonly (readonly [string, string])[],
  body = '',
  method = 'POST',
): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [`${method} ${path} HTTP/1.1`, 'Host: gateway', ...lines, '', body].join('\r\n');
}
