import type { AppName } from './apps.ts';

/**
 * Services give memory back themselves when they have nothing to do. V8 would do so after eight seconds already, and leave
 * next to no room: what comes then is taken at half the speed, until after many collections the heap has grown again.
 */
const OF_ALL = ['--no-memory-reducer'];

/**
 * The gateway turns over 12 KB and more a push, hundreds at once. With twice the space for young objects that Node takes
 * itself, more of it is gone before it is looked at; and bodies, which lie outside of V8's heap, count as a part of it: by
 * themselves they have all of it collected almost twice a second.
 */
const OF_GATEWAY = ['--max-semi-space-size=32', '--external-memory-accounted-in-global-limit'];

/**
 * Node's own flags for an app. Source maps are left out: reading them takes a quarter of an app's start, and what is built
 * has the shape of its source.
 */
export const nodeFlagsOf = (app: AppName): readonly string[] =>
  app === 'gateway' ? [...OF_ALL, ...OF_GATEWAY] : OF_ALL;
