import { BerReader, BerWriter } from 'ldapts';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** Attributes of one entry by their names. */
export type LdapEntry = Readonly<Record<string, string | readonly string[]>>;

const BIND = 0x60;
const BIND_RESPONSE = 0x61;
const SEARCH = 0x63;
const SEARCH_ENTRY = 0x64;
const SEARCH_DONE = 0x65;
const UNBIND = 0x42;
const CONTROLS = 0xa0;
const PAGED = '1.2.840.113556.1.4.319';
const SUCCESS = 0;
const INVALID_CREDENTIALS = 49;

/** An LDAP server (RFC 4511) that binds one account and answers every search with its entries, in pages (RFC 2696). */
export class LdapServer {
  entries: readonly LdapEntry[] = [];
  /** Searches that were answered. */
  searches = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #password: string;

  private constructor(password: string) {
    this.#password = password;
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      let open = Buffer.alloc(0);
      socket.on('data', (piece: Buffer) => {
        open = this.#readAll(Buffer.concat([open, piece]), socket);
      });
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(password: string): Promise<LdapServer> {
    const server = new LdapServer(password);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `ldap://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** Answers every whole message; what is left is the beginning of the next. */
  #readAll(bytes: Buffer, socket: Socket): Buffer<ArrayBuffer> {
    let rest = Buffer.from(bytes);
    for (;;) {
      const reader = new BerReader(rest);
      if (reader.readSequence() === null || reader.remain < reader.length) return rest;
      const end = reader.offset + reader.length;
      this.#answer(new BerReader(rest.subarray(0, end)), socket);
      rest = Buffer.from(rest.subarray(end));
    }
  }

  #answer(reader: BerReader, socket: Socket): void {
    reader.readSequence();
    const id = reader.readInt() ?? 0;
    const operation = reader.peek();
    if (operation === UNBIND) socket.end();
    else if (operation === BIND) this.#bind(reader, id, socket);
    else if (operation === SEARCH) this.#search(reader, id, socket);
    else socket.destroy();
  }

  #bind(reader: BerReader, id: number, socket: Socket): void {
    reader.readSequence(BIND);
    reader.readInt();
    reader.readString();
    const right = reader.readString(0x80) === this.#password;
    socket.write(result(id, BIND_RESPONSE, right ? SUCCESS : INVALID_CREDENTIALS));
  }

  #search(reader: BerReader, id: number, socket: Socket): void {
    this.searches += 1;
    reader.readSequence(SEARCH);
    reader.offset += reader.length;
    const { size, from } = pageOf(reader);
    const page = this.entries.slice(from, from + size);
    for (const [index, entry] of page.entries()) socket.write(found(id, from + index, entry));
    const next = from + size < this.entries.length ? String(from + size) : '';
    socket.write(result(id, SEARCH_DONE, SUCCESS, next));
  }
}

/** Which entries a search wants. */
function pageOf(reader: BerReader): { readonly size: number; readonly from: number } {
  if (reader.peek() !== CONTROLS) return { size: Infinity, from: 0 };
  reader.readSequence(CONTROLS);
  reader.readSequence();
  reader.readString();
  if (reader.peek() === 1) reader.readBoolean();
  const value = new BerReader(reader.readString(0x04, true) ?? Buffer.alloc(0));
  value.readSequence();
  return { size: value.readInt() ?? 0, from: Number(value.readString() ?? '') };
}

function found(id: number, index: number, entry: LdapEntry): Buffer {
  const writer = message(id);
  writer.startSequence(SEARCH_ENTRY);
  writer.writeString(`cn=${String(index)},dc=example,dc=org`);
  writer.startSequence();
  for (const [name, values] of Object.entries(entry)) {
    writer.startSequence();
    writer.writeString(name);
    writer.startSequence(0x31);
    for (const value of typeof values === 'string' ? [values] : values) writer.writeString(value);
    writer.endSequence();
    writer.endSequence();
  }
  writer.endSequence();
  writer.endSequence();
  return finished(writer);
}

function result(id: number, operation: number, code: number, cookie?: string): Buffer {
  const writer = message(id);
  writer.startSequence(operation);
  writer.writeEnumeration(code);
  writer.writeString('');
  writer.writeString('');
  writer.endSequence();
  if (cookie !== undefined) {
    const value = new BerWriter();
    value.startSequence();
    value.writeInt(0);
    value.writeString(cookie);
    value.endSequence();
    writer.startSequence(CONTROLS);
    writer.startSequence();
    writer.writeString(PAGED);
    writer.writeBuffer(value.buffer, 0x04);
    writer.endSequence();
    writer.endSequence();
  }
  return finished(writer);
}

function message(id: number): BerWriter {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(id);
  return writer;
}

function finished(writer: BerWriter): Buffer {
  writer.endSequence();
  return writer.buffer;
}
