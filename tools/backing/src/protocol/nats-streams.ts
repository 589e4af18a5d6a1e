import { openSocket, readUntil } from './socket.ts';

const INBOX = '_INBOX.streams';

/** The names of a broker's streams. For a look from outside, where no credentials are needed; throws if it does not answer. */
export async function natsStreams(url: string, timeout = 2_000): Promise<string[]> {
  const socket = await openSocket(new URL(url), 4222, false, timeout);
  try {
    await readUntil(socket, (text) => text.includes('\r\n'));
    const connect = 'CONNECT {"verbose":false,"pedantic":false,"lang":"look","version":"1"}';
    socket.write(`${connect}\r\nSUB ${INBOX} 1\r\nPUB $JS.API.STREAM.NAMES ${INBOX} 0\r\n\r\n`);
    const answer = await readUntil(socket, (text) => /MSG .*\r\n.*\r\n/.test(text));
    const { streams } = JSON.parse(/MSG .*\r\n(.*)\r\n/.exec(answer)?.[1] ?? '{}') as { streams?: string[] | null };
    return streams ?? [];
  } finally {
    socket.destroy();
  }
}
