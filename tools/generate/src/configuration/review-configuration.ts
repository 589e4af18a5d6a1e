import { join } from 'node:path';
import { format } from 'prettier';
import { z } from 'zod';
import { ROOT } from '../root.ts';

const SOURCE = 'libs/reviewing/src/configuration/configuration.ts';

/** The schema by which `.arbiter.yml` is checked. */
async function readSchema(): Promise<z.ZodObject> {
  const { Configuration } = (await import(join(ROOT, SOURCE))) as Record<string, unknown>;
  if (!(Configuration instanceof z.ZodObject)) throw new Error(`${SOURCE} exports no zod object named Configuration.`);
  return Configuration;
}

/** The JSON Schema of `.arbiter.yml`, for editors. */
export async function configurationSchema(): Promise<string> {
  const schema = {
    $id: 'arbiter-yml.schema.json',
    title: '.arbiter.yml: how a repository wants to be reviewed',
    ...z.toJSONSchema(await readSchema(), { io: 'input' }),
  };
  return format(JSON.stringify(schema), { parser: 'json', printWidth: 120 });
}

/** A table of the keys, their values, their defaults and what they mean. */
export async function configurationTable(): Promise<string> {
  const { properties = {} } = z.toJSONSchema(await readSchema(), { io: 'input' });
  const rows = Object.entries(properties).flatMap(([key, property]) =>
    typeof property === 'boolean' ? [] : [rowOf(key, property)],
  );
  return ['| key | values | default | meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

type Property = Exclude<z.core.JSONSchema._JSONSchema, boolean>;

function rowOf(key: string, property: Property): string {
  const given = property.default === undefined ? '' : `\`${JSON.stringify(property.default)}\``;
  return `| \`${key}\` | ${valuesOf(property).replaceAll('|', '\\|')} | ${given} | ${property.description ?? ''} |`;
}

function valuesOf({ enum: values, type, anyOf, items, properties }: Property): string {
  if (values) return values.map((value) => `\`${String(value)}\``).join(', ');
  if (anyOf) return anyOf.map((each) => (typeof each === 'boolean' ? '' : valuesOf(each))).join(' or ');
  if (properties) {
    return Object.entries(properties)
      .map(([name, inner]) => `\`${name}\` (${typeof inner === 'boolean' ? 'anything' : valuesOf(inner)})`)
      .join(', ');
  }
  if (items && !Array.isArray(items) && typeof items !== 'boolean') return `list of ${valuesOf(items)}`;
  return typeof type === 'string' ? type : 'anything';
}
