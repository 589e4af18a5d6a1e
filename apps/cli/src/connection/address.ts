import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '../failure.ts';
import type { Terminal } from '../terminal.ts';

/** Where the admin API is, and the key for it. */
export interface Place {
  readonly address: string;
  readonly key: string | undefined;
}

const DEFAULT_ADDRESS = '127.0.0.1:50051';
const DEFAULT_GATEWAY = 'http://127.0.0.1:8000';
const STATE_FILE = join('.arbiter', 'run', 'state.json');

/** As the options say, else the Arbiter that was started in this folder or one above, else the environment. */
export function findPlace(
  options: { readonly address?: string; readonly apiKey?: string },
  { env, cwd }: Pick<Terminal, 'env' | 'cwd'>,
): Place {
  const key = options.apiKey ?? env['API_KEY_SECRET'];
  // The key of the Arbiter in this folder is never sent anywhere else.
  if (options.address !== undefined) return { address: wellFormed(options.address), key };
  const state = findState(cwd);
  if (state?.grpc !== undefined) return { address: state.grpc, key: options.apiKey ?? state.apiKey ?? key };
  return { address: wellFormed(env['ARBITER_GRPC'] ?? DEFAULT_ADDRESS), key };
}

/** Where the REST API is, and the key for it: found as the admin API is. */
export function findGateway(
  options: { readonly gateway?: string; readonly apiKey?: string },
  { env, cwd }: Pick<Terminal, 'env' | 'cwd'>,
): { readonly url: string; readonly key: string | undefined } {
  const key = options.apiKey ?? env['API_KEY_SECRET'];
  if (options.gateway !== undefined) return { url: wellFormedUrl(options.gateway), key };
  const state = findState(cwd);
  if (state?.gateway !== undefined) return { url: state.gateway, key: options.apiKey ?? state.apiKey ?? key };
  return { url: wellFormedUrl(env['ARBITER_GATEWAY'] ?? DEFAULT_GATEWAY), key };
}

function wellFormedUrl(url: string): string {
  if (/^https?:\/\/[^\s/]+\/?$/i.test(url)) return url.replace(/\/$/, '');
  throw new Failure(`"${url}" is no address of a gateway; it looks like ${DEFAULT_GATEWAY}.`, { usage: true });
}

function wellFormed(address: string): string {
  if (/^(?:\[[0-9a-f:]+\]|[^\s:/]+):\d{1,5}$/i.test(address)) return address;
  throw new Failure(`"${address}" is no address; it looks like ${DEFAULT_ADDRESS}.`, { usage: true });
}

interface State {
  readonly gateway?: string;
  readonly grpc?: string;
  readonly apiKey?: string;
}

function findState(folder: string): State | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const state = readState(join(current, STATE_FILE));
    if (state !== undefined || current === dirname(current)) return state;
  }
}

/** Undefined where there is none, or none that is for us. */
function readState(file: string): State | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State;
  } catch {
    return undefined;
  }
}
