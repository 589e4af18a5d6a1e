import { Controller, Get, HttpCode, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { HealthChecks } from './health-checks.ts';

/** The probes of orchestrators. */
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthChecks) {}

  /** The process runs and its event loop turns. */
  @Get(['', 'live'])
  @HttpCode(200)
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** Everything that the service needs answers; else 503, and `checks` names what is down. */
  @Get('ready')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const { ready, checks } = await this.health.readiness();
    await reply.status(ready ? 200 : 503).send({ status: ready ? 'ok' : 'unavailable', checks });
  }
}
