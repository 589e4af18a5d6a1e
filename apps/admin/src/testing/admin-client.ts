import { ADMIN_KEY_METADATA } from '@arbiter/contracts';
import {
  type Client,
  type GrpcObject,
  Metadata,
  type ServiceError,
  credentials,
  loadPackageDefinition,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

/** A client of a service in a proto file, made as anybody would make one. */
export function clientOf(proto: string, service: string, address: string): Client {
  const definition = loadSync(proto, {
    longs: Number,
    enums: String,
    defaults: true,
  });
  const found = service
    .split('.')
    .reduce<unknown>((node, name) => (node as GrpcObject)[name], loadPackageDefinition(definition));
  return new (found as new (...options: unknown[]) => Client)(address, credentials.createInsecure());
}

/** Calls a method that answers once. @throws ServiceError */
export function call<Response>(client: Client, method: string, request: object = {}, key?: string): Promise<Response> {
  const metadata = new Metadata();
  if (key !== undefined) metadata.set(ADMIN_KEY_METADATA, key);
  type Method = (
    request: object,
    metadata: Metadata,
    answered: (error: ServiceError | null, response: Response) => void,
  ) => void;
  return new Promise((resolve, reject) => {
    const run = (client as unknown as Record<string, Method | undefined>)[method];
    run?.call(client, request, metadata, (error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
}
