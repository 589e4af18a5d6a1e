import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { environmentTable } from './environment-table.ts';
import { exampleEnvironment } from './example-environment.ts';
import { describeVariable, type Variable } from './variable.ts';

const variable = (schema: z.ZodType, readers = ['gateway']): Variable => describeVariable('A_NAME', schema, readers);

describe('a variable', () => {
  it('writes its default as one would set it', () => {
    const list = z.string().transform((text) => text.split(','));
    const json = z.string().transform((text) => JSON.parse(text) as unknown);
    const defaults = [
      z.coerce.number().default(5),
      z.stringbool().default(true),
      list.default(['a', 'b']),
      json.default(['a']),
      z.string().optional(),
    ].map((schema) => variable(schema.describe('x')).byDefault);
    expect(defaults).toEqual(['5', 'true', 'a,b', '["a"]', undefined]);
  });

  it('lists its choices', () => {
    expect(variable(z.enum(['low', 'high']).describe('x')).choices).toEqual(['low', 'high']);
  });

  it('is refused without a description', () => {
    expect(() => variable(z.string())).toThrow('A_NAME has no description');
  });
});

const everywhere = describeVariable('EVERYWHERE', z.string().optional().describe('For all.'), ['gateway', 'review']);
const single = variable(z.enum(['a|b', 'c']).default('c').describe('For one.'));

describe('the environment of all apps', () => {
  it('is a table for each group of readers, what all read first', () => {
    const table = environmentTable([single, everywhere]);
    expect(table.indexOf('Read by every service')).toBeLessThan(table.indexOf('Read by gateway'));
    expect(table).toContain('| `A_NAME` | `c` | For one. One of `a\\|b`, `c`. |');
  });

  it('is an example file in which every line is a comment', () => {
    const lines = exampleEnvironment([single, everywhere]).split('\n');
    expect(lines.filter((line) => line !== '' && !line.startsWith('#'))).toEqual([]);
    expect(lines).toEqual(expect.arrayContaining(['#A_NAME=c', '#EVERYWHERE=']));
  });
});
