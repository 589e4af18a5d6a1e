import { join } from 'node:path';
import { ROOT } from './places.ts';

/** The service apps, in the order of the journey. */
export const APP_NAMES = [
  'gateway',
  'ingestion',
  'identity',
  'review',
  'cost-accounting',
  'notifier',
  'admin',
] as const;
export type AppName = (typeof APP_NAMES)[number];

/** The port of each app's own server for health and metrics, where it is free. */
export const SERVICE_PORTS: Readonly<Record<AppName, number>> = {
  gateway: 9100,
  ingestion: 9101,
  identity: 9102,
  review: 9103,
  'cost-accounting': 9104,
  notifier: 9105,
  admin: 9106,
};

/** Built programs of an app: `main` serves, `migrate` brings its schema up to date, `provision` (admin) the broker. */
export function programOf(app: AppName, program: 'main' | 'migrate' | 'provision'): string {
  return join(ROOT, 'apps', app, 'dist', `${program}.js`);
}
