import fastifyStatic from '@fastify/static';
import { CONFIG } from '@arbiter/service';
import { VERSION } from '@arbiter/service/run';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { GatewayConfig } from '../gateway.config.ts';
import { ERRORS } from '../gateway.errors.ts';
import { Problem } from '../http/problem.ts';
import { Api } from './api.ts';
import { openApiOf } from './openapi.ts';

const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** The page loads nothing from elsewhere; Swagger UI sets styles on its elements. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

const PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Arbiter API</title>
<link rel="stylesheet" href="/docs/assets/swagger-ui.css">
<link rel="icon" href="/docs/assets/favicon-32x32.png">
<div id="api"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`;
const START = "SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true });\n";

/** What the gateway says about itself, without a key: its address page, its API's document and page, its problems. */
@Injectable()
export class Documentation {
  readonly #document: string;

  constructor(api: Api, @Inject(CONFIG) config: GatewayConfig) {
    const { ARBITER_API_TITLE: title, ARBITER_API_VERSION: version = VERSION } = config;
    this.#document = JSON.stringify(openApiOf(api.endpoints, { title, version }));
  }

  mount(server: FastifyInstance): void {
    void server.register(fastifyStatic, {
      root: SWAGGER_UI,
      prefix: '/docs/assets/',
      index: false,
      decorateReply: false,
    });
    const texts: readonly [path: string, type: string, text: string][] = [
      [
        '/',
        'application/json',
        JSON.stringify({
          name: 'Arbiter',
          version: VERSION,
          docs: '/docs',
          openapi: '/openapi.json',
          health: '/health/ready',
        }),
      ],
      ['/openapi.json', 'application/json', this.#document],
      ['/docs', 'text/html; charset=utf-8', PAGE],
      ['/docs/start.js', 'text/javascript; charset=utf-8', START],
    ];
    for (const [path, type, text] of texts) {
      server.get(path, async (_request, reply) =>
        reply.header('content-security-policy', POLICY).type(type).send(text),
      );
    }
    server.get<{ Params: { code: string } }>('/problems/:code', async ({ params: { code } }, reply) => {
      if (!Object.hasOwn(ERRORS, code)) throw new Problem('not-found');
      return reply.type('application/json').send(JSON.stringify({ code, ...ERRORS[code as keyof typeof ERRORS] }));
    });
  }
}
