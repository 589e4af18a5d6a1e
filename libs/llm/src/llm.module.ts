import { CONFIG } from '@arbiter/service';
import { Module } from '@nestjs/common';
import type { LlmConfig } from './llm.config.ts';
import { ModelRouter } from './model-router.ts';

/** Provides the ModelRouter, made of the app's configuration. */
@Module({
  providers: [{ provide: ModelRouter, inject: [CONFIG], useFactory: (config: LlmConfig) => new ModelRouter(config) }],
  exports: [ModelRouter],
})
export class LlmModule {}
