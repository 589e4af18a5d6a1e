import { once } from 'node:events';
import { type Socket, connect } from 'node:net';

/**
 * One kept-alive HTTP connection, one request at a time, as little work as can be: what the sender of the load costs is
 * taken from the same processors as what is measured.
 */
export class Connection {
  readonly #socket: Socket;
  #received = '';
  #answered: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1').setNoDelay(true);
    socket.on('data', (text: string) => {
      this.#received += text;
      this.#settle();
    });
    socket.on('error', (error) => this.#failed?.(error));
    socket.on('close', () => this.#failed?.(new Error('the server closed the connection')));
  }

  static async open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Connection(socket);
  }

  /** Sends a request and answers the status. */
  request(head: string, body: Buffer): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#answered = resolve;
      this.#failed = reject;
      this.#socket.cork();
      this.#socket.write(head, 'latin1');
      this.#socket.write(body);
      this.#socket.uncork();
    });
  }

  close(): void {
    this.#failed = undefined;
    this.#socket.destroy();
  }

  #settle(): void {
    const end = this.#received.indexOf('\r\n\r\n');
    if (end === -1) return;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#received.slice(0, end));
    if (length === null) {
      this.#failed?.(new Error('an answer without its length'));
      return;
    }
    const whole = end + 4 + Number(length[1]);
    if (this.#received.length < whole) return;
    const status = Number(this.#received.slice(9, 12));
    this.#received = this.#received.slice(whole);
    this.#answered?.(status);
  }
}

/** The head of a POST; ends with its empty line. */
export function headOf(url: string, path: string, headers: Readonly<Record<string, string>>, length: number): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `POST ${path} HTTP/1.1`,
    `host: ${new URL(url).host}`,
    `content-length: ${String(length)}`,
    ...lines,
    '',
    '',
  ].join('\r\n');
}
