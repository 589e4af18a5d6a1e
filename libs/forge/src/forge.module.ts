import { CONFIG } from '@arbiter/service';
import { Module } from '@nestjs/common';
import { CodeHosts } from './code-hosts.ts';
import type { ForgeConfig } from './forge.config.ts';

/** Provides the CodeHosts, made of the app's configuration. Nothing is asked before somebody asks. */
@Module({
  providers: [{ provide: CodeHosts, inject: [CONFIG], useFactory: (config: ForgeConfig) => new CodeHosts(config) }],
  exports: [CodeHosts],
})
export class ForgeModule {}
