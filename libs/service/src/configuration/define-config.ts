import { z } from 'zod';
import { baseConfig } from './base-config.ts';
import { ConfigError, type Problem } from './config-error.ts';

type Variables = Readonly<Record<string, z.ZodType>>;

/** A service's configuration: its variables on the common base. */
export function defineConfig<Own extends Variables>(own: Own) {
  return z.object({ ...baseConfig, ...own });
}

/** Where the configuration is injected: `@Inject(CONFIG) config: GatewayConfig`. */
export const CONFIG = Symbol('configuration');

/**
 * Reads the configuration from the environment, once, and freezes it. An empty variable counts as not set.
 * @throws ConfigError that names every wrong variable, what is wrong with it and what would be right; never its value
 */
export function loadConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv,
): Readonly<z.infer<Schema>> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  throw new ConfigError(result.error.issues.map(toProblem));
}

function toProblem(issue: z.core.$ZodIssue): Problem {
  return { variable: String(issue.path[0] ?? 'configuration'), message: issue.message };
}
