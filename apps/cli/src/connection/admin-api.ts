import { fileURLToPath } from 'node:url';
import { ADMIN_KEY_METADATA } from '@arbiter/contracts';
import { type Client, type GrpcObject, Metadata, credentials, loadPackageDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import type { Place } from './address.ts';
import { nothingAnswers, whatWentWrong } from './errors.ts';

const PROTO = fileURLToPath(import.meta.resolve('@arbiter/contracts/proto/arbiter/admin/v1/admin.proto'));

/** Longest wait for a connection, and for an answer, milliseconds. */
const CONNECTING = 3_000;
const ANSWERING = 10_000;

/** The admin API at one address. Close it, or the process does not end. */
export class AdminApi {
  readonly #client: Client;
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
    // Its receiver's errors come as they are, and at once: the person at the keyboard can try again.
    this.#client = new (adminClient())(place.address, credentials.createInsecure(), { 'grpc.enable_retries': 0 });
  }

  /**
   * Calls a method of the proto file, by its name in camelCase.
   * @throws Failure with what to do
   */
  async call<Response>(method: string, request: object = {}, patience = ANSWERING): Promise<Response> {
    await this.#connect();
    const metadata = new Metadata();
    if (this.#place.key !== undefined) metadata.set(ADMIN_KEY_METADATA, this.#place.key);
    return new Promise((resolve, reject) => {
      const run = (this.#client as unknown as Record<string, Method<Response>>)[method];
      run?.call(this.#client, request, metadata, { deadline: Date.now() + patience }, (error, response) => {
        if (error) reject(whatWentWrong(error, this.#place.address));
        else resolve(response);
      });
    });
  }

  close(): void {
    this.#client.close();
  }

  #connect(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#client.waitForReady(Date.now() + CONNECTING, (error) => {
        if (error) reject(nothingAnswers(this.#place.address));
        else resolve();
      });
    });
  }
}

type Method<Response> = (
  request: object,
  metadata: Metadata,
  options: { readonly deadline: number },
  answered: (error: Error | null, response: Response) => void,
) => void;

type ClientConstructor = new (...options: unknown[]) => Client;

function adminClient(): ClientConstructor {
  const definition = loadSync(PROTO, { longs: Number, enums: String, defaults: true, arrays: true, oneofs: false });
  const v1 = ['arbiter', 'admin', 'v1'].reduce<unknown>(
    (node, name) => (node as GrpcObject)[name],
    loadPackageDefinition(definition),
  );
  return (v1 as { Admin: ClientConstructor }).Admin;
}
