import { openSocket, readUntil } from './socket.ts';
import { messageOf } from '../message-of.ts';

/**
 * Asks a NATS server for its version, and for a PONG where no credentials are asked for. The server speaks first, in the
 * clear, also where TLS follows. Throws if it does not answer or has no JetStream. `urls` may be a comma-separated list;
 * the first that answers counts.
 */
export async function pingNats(urls: string, timeout = 2_000): Promise<string> {
  const failures: string[] = [];
  for (const url of urls.split(',')) {
    try {
      return await pingOne(new URL(url.includes('://') ? url : `nats://${url}`), timeout);
    } catch (error) {
      failures.push(messageOf(error));
    }
  }
  throw new Error(failures.join('; '));
}

interface Info {
  readonly version: string;
  readonly jetstream?: boolean;
  readonly auth_required?: boolean;
  readonly tls_required?: boolean;
}

async function pingOne(url: URL, timeout: number): Promise<string> {
  const socket = await openSocket(url, 4222, false, timeout);
  try {
    const greeting = await readUntil(socket, (text) => text.includes('\r\n'));
    const info = JSON.parse(greeting.slice(greeting.indexOf('{'), greeting.indexOf('\r\n'))) as Info;
    if (info.jetstream !== true) throw new Error('the server runs without JetStream');
    if (info.auth_required === true || info.tls_required === true) return info.version;
    socket.write('CONNECT {"verbose":false,"pedantic":false,"lang":"ping","version":"1"}\r\nPING\r\n');
    await readUntil(socket, (text) => text.includes('PONG\r\n'));
    return info.version;
  } finally {
    socket.destroy();
  }
}
