import { type CommitsIngested, CommitsIngestedEvent } from '@arbiter/contracts';
import { Consumes, MessagingModule } from '@arbiter/messaging';
import { defineConfig, loadConfig } from '@arbiter/service';
import { createService } from '@arbiter/service/run';
import { type INestApplication, Injectable, Module } from '@nestjs/common';

@Injectable()
class ClumsyHandler {
  careful = false;
  readonly handled: string[] = [];

  @Consumes(CommitsIngestedEvent)
  handle(events: readonly CommitsIngested[]): Promise<void> {
    const shas = events.flatMap(({ pushes }) => pushes.flatMap(({ commits }) => commits.map(({ sha }) => sha)));
    // The first few go well in any case: other tests need them.
    const well = this.careful || shas.every((sha) => Number.parseInt(sha.slice(0, 8), 16) < 5);
    if (!well) return Promise.reject(new Error('clumsy'));
    this.handled.push(...shas);
    return Promise.resolve();
  }
}

@Module({
  imports: [
    MessagingModule.forService('identity', {
      patience: { retry: { first: 20, most: 50 }, hold: { first: 20, most: 100 } },
    }),
  ],
  providers: [ClumsyHandler],
})
class ClumsyModule {}

/** An identity service that fails until it is told to be careful: it makes dead letters. */
export class ClumsyIdentity {
  readonly #app: INestApplication;
  readonly #handler: ClumsyHandler;

  private constructor(app: INestApplication) {
    this.#app = app;
    this.#handler = app.get(ClumsyHandler, { strict: false });
  }

  static async start(natsUrl: string): Promise<ClumsyIdentity> {
    const schema = defineConfig({});
    const config = loadConfig(schema, { ARBITER_NATS_URL: natsUrl });
    return new ClumsyIdentity(await createService({ name: 'identity', module: ClumsyModule, config: schema }, config));
  }

  set careful(careful: boolean) {
    this.#handler.careful = careful;
  }

  /** SHAs of the commits that went well. */
  get handled(): readonly string[] {
    return this.#handler.handled;
  }

  close(): Promise<void> {
    return this.#app.close();
  }
}
