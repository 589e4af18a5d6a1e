import { fileURLToPath } from 'node:url';
import { ADMIN_PACKAGE } from '@arbiter/contracts';
import type { Server } from '@grpc/grpc-js';
import { type Options, type PackageDefinition, loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { type GrpcOptions, Transport } from '@nestjs/microservices';
import { protoPath as healthProto } from 'grpc-health-check';
import type { AdminConfig } from '../admin.config.ts';
import type { GrpcHealth } from './grpc-health.ts';

const PROTO = fileURLToPath(import.meta.resolve('@arbiter/contracts/proto/arbiter/admin/v1/admin.proto'));

/** Counts and sequences stay far below 2^53. */
const LOADER: Options = { longs: Number, enums: String, defaults: true, arrays: true, objects: true, oneofs: true };

/** The admin API's server: the methods of the proto file, reflection over all of them, and health. */
export function grpcTransport(config: AdminConfig, health: GrpcHealth): GrpcOptions {
  return {
    transport: Transport.GRPC,
    options: {
      package: ADMIN_PACKAGE,
      protoPath: PROTO,
      url: `${config.ARBITER_GRPC_HOST}:${String(config.ARBITER_GRPC_PORT)}`,
      loader: LOADER,
      onLoadPackageDefinition: (definition: PackageDefinition, server: Server) => {
        health.addTo(server);
        new ReflectionService({ ...definition, ...loadSync(healthProto) }).addToServer(server);
      },
    },
  };
}
