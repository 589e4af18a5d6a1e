import type { ServiceDefinition } from '@arbiter/service/run';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Api } from './api/api.ts';
import { Documentation } from './api/documentation.ts';
import { ApiKeys } from './doors/api-key.ts';
import { Doors } from './doors/doors.ts';
import { doorsOf } from './doors/doors-of.ts';
import { type GatewayConfig, gatewayConfig } from './gateway.config.ts';
import { GatewayModule } from './gateway.module.ts';
import { gatewayAdapter } from './http/adapter.ts';
import { prepareServer } from './http/prepare.ts';
import { DecideLinks } from './links/decide-links.ts';
import { SlackDoors } from './slack/slack.doors.ts';
import { ProblemFilter } from './http/problem.filter.ts';
import { ScimDoor } from './scim/scim.door.ts';

/** The gateway: everything that it is made of. */
export const gateway: ServiceDefinition<GatewayConfig> = {
  name: 'gateway',
  module: GatewayModule,
  config: gatewayConfig,
  http: {
    adapter: gatewayAdapter,
    listenOn: ({ ARBITER_HTTP_HOST: host, ARBITER_HTTP_PORT: port }) => ({ host, port }),
    prepare: openUp,
  },
};

function openUp(app: NestFastifyApplication, config: GatewayConfig): void {
  const server = app.getHttpAdapter().getInstance();
  const keys = new ApiKeys(config.API_KEY_SECRET);
  app.useGlobalFilters(new ProblemFilter());
  prepareServer(server);
  app.get(Doors).open(server, doorsOf(config, keys));
  app.get(SlackDoors).open(server);
  app.get(DecideLinks).open(server);
  app.get(Api).mount(server, keys);
  app.get(ScimDoor).mount(server);
  app.get(Documentation).mount(server);
}
