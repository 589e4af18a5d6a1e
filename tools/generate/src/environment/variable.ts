import { z } from 'zod';

/** One environment variable, as an operator needs to know it. */
export interface Variable {
  readonly name: string;
  readonly meaning: string;
  /** What it is when it is not set, written as one would set it; undefined if there is nothing then. */
  readonly byDefault: string | undefined;
  /** The only values it takes, where they can be listed and the meaning does not name them already. */
  readonly choices: readonly string[];
  readonly secret: boolean;
  /** Who reads it, by the apps' names. */
  readonly readers: readonly string[];
}

/** What the schema says of the variable. A schema without a description is refused: nobody could set the variable. */
export function describeVariable(name: string, schema: z.ZodType, readers: readonly string[]): Variable {
  const meaning = schema.description;
  if (meaning === undefined) throw new Error(`${name} has no description: end its schema with .describe('…').`);
  const { enum: choices = [], secret = false } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return {
    name,
    meaning,
    byDefault: written(schema),
    choices: choices.map(String).filter((choice) => !meaning.includes(choice)),
    secret: secret === true,
    readers,
  };
}

/** The default in the form in which it would stand in the environment: the first form that reads back as the default. */
function written(schema: z.ZodType): string | undefined {
  const unset = schema.safeParse(undefined);
  const value: unknown = unset.success ? unset.data : undefined;
  if (value === undefined) return undefined;
  const forms = [JSON.stringify(value), Array.isArray(value) ? value.join(',') : value].map(String);
  const meant = JSON.stringify(value);
  const form = (typeof value === 'string' ? forms.toReversed() : forms).find((text) => {
    const read = schema.safeParse(text);
    return read.success && JSON.stringify(read.data) === meant;
  });
  if (form === undefined) throw new Error(`The default ${meant} cannot be written in the environment.`);
  return form;
}
