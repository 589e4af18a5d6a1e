import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { clientOf } from './admin-client.ts';

const PROTO = join(
  dirname(createRequire(import.meta.url).resolve('@grpc/reflection')),
  '../proto/grpc/reflection/v1/reflection.proto',
);

interface ReflectionResponse {
  readonly listServicesResponse: { readonly service: readonly { readonly name: string }[] };
}

/** The services that a server names when it is asked by reflection. */
export async function servicesByReflection(address: string): Promise<readonly string[]> {
  const client = clientOf(PROTO, 'grpc.reflection.v1.ServerReflection', address);
  const reflection = client as unknown as {
    serverReflectionInfo(): ClientDuplexStream<object, ReflectionResponse>;
  };
  const stream = reflection.serverReflectionInfo();
  const response = await new Promise<ReflectionResponse>((resolve, reject) => {
    stream.once('data', resolve).once('error', reject);
    stream.write({ listServices: '*' });
  });
  stream.end();
  client.close();
  return response.listServicesResponse.service.map(({ name }) => name);
}
