import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createVerify, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TOKEN = 'a-token-of-the-tests';

/** Google's token endpoint and Directory API, with a service account whose key file it writes. */
export class GoogleServer {
  users: readonly object[] = [];
  /** Answers that are given before any list: Google asks to come again later. */
  refusals: { readonly status: number; readonly body: string }[] = [];
  readonly #folder = mkdtempSync(join(tmpdir(), 'arbiter-google-'));
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request, response);
    });
  }

  static async start(): Promise<GoogleServer> {
    const server = new GoogleServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    const key = {
      client_email: 'arbiter@example.iam.gserviceaccount.com',
      private_key: server.#keys.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      token_uri: `${server.url}/token`,
    };
    writeFileSync(server.keyFile, JSON.stringify(key));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  get keyFile(): string {
    return join(this.#folder, 'key.json');
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.#folder, { recursive: true });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.url);
    const refusal = url.pathname === '/token' ? undefined : this.refusals.shift();
    if (url.pathname === '/token') this.#giveToken(await bodyOf(request), response);
    else if (request.headers.authorization !== `Bearer ${TOKEN}`) send(response, 401, {});
    else if (refusal) send(response, refusal.status, refusal.body, { 'retry-after': '0' });
    else this.#list(url, response);
  }

  #list({ searchParams }: URL, response: ServerResponse): void {
    const size = Number(searchParams.get('maxResults'));
    const from = Number(searchParams.get('pageToken') ?? 0);
    const next = from + size < this.users.length ? { nextPageToken: String(from + size) } : {};
    send(response, 200, { kind: 'admin#directory#users', users: this.users.slice(from, from + size), ...next });
  }

  #giveToken(body: string, response: ServerResponse): void {
    const assertion = new URLSearchParams(body).get('assertion') ?? '';
    const [header = '', claims = '', signature = ''] = assertion.split('.');
    const signed = createVerify('RSA-SHA256').update(`${header}.${claims}`);
    const right = signed.verify(this.#keys.publicKey, signature, 'base64url');
    const { sub, aud } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string; aud: string };
    if (right && sub === 'admin@example.org' && aud === `${this.url}/token`) {
      send(response, 200, { access_token: TOKEN, token_type: 'Bearer' });
    } else send(response, 400, { error: 'invalid_grant' });
  }
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces = await request.toArray();
  return Buffer.concat(pieces as Buffer[]).toString();
}
