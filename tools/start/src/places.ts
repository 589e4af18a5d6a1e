import { join, resolve } from 'node:path';

/** The repository's root. */
export const ROOT = resolve(import.meta.dirname, '..', '..', '..');

/** Where everything that a start leaves behind is kept; another folder allows a second system beside the first. */
export const HOME = resolve(ROOT, process.env['ARBITER_HOME'] ?? '.arbiter');

export const DATA_FOLDER = join(HOME, 'data');
export const RUN_FOLDER = join(HOME, 'run');
export const LOG_FOLDER = join(RUN_FOLDER, 'logs');
/** What runs now, for tools and tests; mode 0600. */
export const STATE_FILE = join(RUN_FOLDER, 'state.json');
/** Who runs it, for the next start. */
export const OWNER_FILE = join(RUN_FOLDER, 'owner.json');
/** Secrets that were made because the operator gave none; mode 0600. */
export const SECRETS_FILE = join(HOME, 'secrets.json');
