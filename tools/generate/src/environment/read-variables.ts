import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../root.ts';
import { describeVariable, type Variable } from './variable.ts';

/** Every variable of every app, from the schemas that the apps check their environment with, in the order of declaration. */
export async function readVariables(): Promise<readonly Variable[]> {
  const schemas = new Map<string, { readonly schema: z.ZodType; readonly readers: string[] }>();
  for (const { app, shape } of await readConfigurations()) {
    for (const [name, schema] of Object.entries(shape)) {
      const known = schemas.get(name) ?? { schema, readers: [] };
      if (!known.readers.includes(app)) known.readers.push(app);
      schemas.set(name, known);
    }
  }
  return [...schemas].map(([name, { schema, readers }]) => describeVariable(name, schema, readers));
}

interface Configuration {
  readonly app: string;
  readonly shape: Readonly<Record<string, z.ZodType>>;
}

/** The one schema that each `*.config.ts` of an app exports: the service's, and those of its commands. */
async function readConfigurations(): Promise<readonly Configuration[]> {
  const files: string[] = [];
  for await (const file of glob('apps/*/src/*.config.ts', { cwd: ROOT })) files.push(file);
  return Promise.all(
    files.sort().map(async (file) => {
      const exported = Object.values((await import(join(ROOT, file))) as Record<string, unknown>);
      const schema = exported.find((value) => value instanceof z.ZodObject);
      if (!schema) throw new Error(`${file} exports no zod object.`);
      return { app: file.split('/')[1] ?? file, shape: schema.shape };
    }),
  );
}
