import { Controller, Get, Res } from '@nestjs/common';
import { scrape } from '@arbiter/telemetry';
import type { FastifyReply } from 'fastify';

/** What Prometheus scrapes. */
@Controller('metrics')
export class MetricsController {
  @Get()
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    const { contentType, body } = await scrape();
    await reply.header('content-type', contentType).send(body);
  }
}
