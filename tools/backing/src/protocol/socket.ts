import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** Opens a connection to a server's URL, over TLS if `secure`. Throws if it does not open within `timeout` ms. */
export function openSocket(url: URL, defaultPort: number, secure: boolean, timeout: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const target = { host: url.hostname.replace(/^\[|\]$/g, '') || 'localhost', port: Number(url.port) || defaultPort };
    const socket = secure ? connectTls({ ...target, servername: target.host }) : connectTcp(target);
    socket.setTimeout(timeout, () => socket.destroy(new Error(`no answer within ${timeout} ms`)));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      resolve(socket);
    });
    socket.once('error', reject);
  });
}

/** Reads until `isComplete` says that all is there. Throws if the connection ends or fails before. */
export function readUntil(socket: Socket, isComplete: (text: string) => boolean): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const onData = (chunk: Buffer): void => {
      text += chunk.toString();
      if (!isComplete(text)) return;
      socket.off('data', onData);
      resolve(text);
    };
    socket.on('data', onData);
    socket.once('error', reject);
    socket.once('close', () => {
      reject(new Error(`the connection ended: ${text.trim().slice(0, 200)}`));
    });
  });
}
