import { openSocket, readUntil } from './socket.ts';

/** Asks a Redis server for its version. Throws if it does not answer, loads its data still, or refuses the credentials. */
export async function pingRedis(url: string, timeout = 2_000): Promise<string> {
  const target = new URL(url);
  const socket = await openSocket(target, 6379, target.protocol === 'rediss:', timeout);
  try {
    if (target.password !== '') {
      const user = decodeURIComponent(target.username);
      const credentials = [...(user === '' ? [] : [user]), decodeURIComponent(target.password)];
      await ask(['AUTH', ...credentials]);
    }
    const version = /redis_version:(\S+)/.exec(await ask(['INFO', 'server']))?.[1];
    if (version === undefined) throw new Error('the server says no version');
    return version;
  } finally {
    socket.destroy();
  }

  async function ask(words: readonly string[]): Promise<string> {
    const parts = words.map((word) => `$${String(Buffer.byteLength(word))}\r\n${word}\r\n`);
    socket.write(`*${words.length}\r\n${parts.join('')}`);
    const answer = await readUntil(socket, isWhole);
    if (answer.startsWith('-')) throw new Error(answer.slice(1).trim());
    return answer;
  }
}

/** A status or error is one line; a bulk string says its length in bytes first. */
function isWhole(answer: string): boolean {
  const bulk = /^\$(\d+)\r\n/.exec(answer);
  if (bulk === null) return answer.endsWith('\r\n');
  return Buffer.byteLength(answer) >= bulk[0].length + Number(bulk[1]) + 2;
}
