import { ADMIN_PACKAGE } from '@arbiter/contracts';
import { HealthChecks } from '@arbiter/service/run';
import type { Server } from '@grpc/grpc-js';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { HealthImplementation } from 'grpc-health-check';

/** Pause between two looks at the readiness, milliseconds. */
const PAUSE = 1_000;

/** The whole server, and its one service. */
const SERVICES = ['', `${ADMIN_PACKAGE}.Admin`];

/** gRPC's own health service: SERVING while the service is ready, as its readiness probe tells it. */
@Injectable()
export class GrpcHealth implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #health = new HealthImplementation(Object.fromEntries(SERVICES.map((name) => [name, 'NOT_SERVING'])));
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly checks: HealthChecks) {}

  addTo(server: Server): void {
    this.#health.addToServer(server);
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.refresh(), PAUSE).unref();
    void this.refresh();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.#timer);
    this.tell(false);
  }

  private async refresh(): Promise<void> {
    this.tell((await this.checks.readiness()).ready);
  }

  private tell(serving: boolean): void {
    for (const name of SERVICES) this.#health.setStatus(name, serving ? 'SERVING' : 'NOT_SERVING');
  }
}
