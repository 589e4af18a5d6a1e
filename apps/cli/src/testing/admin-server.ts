import { fileURLToPath } from 'node:url';
import { ADMIN_KEY_METADATA } from '@arbiter/contracts';
import {
  type GrpcObject,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServiceClientConstructor,
  loadPackageDefinition,
  type sendUnaryData,
  status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const PROTO = fileURLToPath(import.meta.resolve('@arbiter/contracts/proto/arbiter/admin/v1/admin.proto'));

/** What was asked: the method, the request, and the key that came with it. */
export interface Asked {
  readonly method: string;
  readonly request: unknown;
  readonly key: string | undefined;
}

interface Refusal {
  readonly code: status;
  readonly details: string;
}

/** What is answered to each method: a response, or a refusal. */
export type Answers = Readonly<Record<string, object>>;

/** A server that speaks the proto file and answers what a test says: the real one is an app of its own. */
export class AdminServer {
  readonly asked: Asked[] = [];
  answers: Answers = {};
  address = '';
  readonly #server = new Server();

  static async start(): Promise<AdminServer> {
    const server = new AdminServer();
    const definition = loadSync(PROTO, { longs: Number, enums: String, defaults: true });
    const v1 = ['arbiter', 'admin', 'v1'].reduce<unknown>(
      (node, name) => (node as GrpcObject)[name],
      loadPackageDefinition(definition),
    ) as { readonly Admin: ServiceClientConstructor };
    const methods = Object.keys(v1.Admin.service).map((method) => [method, server.#answering(method)] as const);
    server.#server.addService(v1.Admin.service, Object.fromEntries(methods));
    const port = await new Promise<number>((resolve, reject) => {
      server.#server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    server.address = `127.0.0.1:${String(port)}`;
    return server;
  }

  close(): void {
    this.#server.forceShutdown();
  }

  #answering(method: string) {
    return (call: ServerUnaryCall<object, object>, answered: sendUnaryData<object>): void => {
      const [key] = call.metadata.get(ADMIN_KEY_METADATA);
      this.asked.push({ method, request: call.request, key: key?.toString() });
      const answer = this.answers[method] ?? { code: status.UNIMPLEMENTED, details: 'no such method' };
      if ('code' in answer) answered(answer as Refusal);
      else answered(null, answer);
    };
  }
}
