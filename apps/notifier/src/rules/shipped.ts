import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { DIRECTNESS, type Directness } from './culture.ts';
import type { ExcuseRules } from './excuses.ts';
import { HolidayTable } from './holidays.ts';
import { Persona } from './persona.ts';
import type { SafetyRules } from './safety/audit-text.ts';
import { WordRule, type Words, wordsOf } from './words.ts';

const Rules = z.array(WordRule);
const SafetyFile = z.object({ hardBlock: Rules, unsafe: Rules, ambiguous: Rules, exempt: z.array(z.string()) });
const ExcuseFile = z.object({ burnout_signal: Rules, legitimate: Rules, deflection: Rules });
const CultureFile = z.record(z.string(), z.object({ directness: z.enum(DIRECTNESS) }));

/** What comes with the product as data, and what an operator adds to it. */
export interface Shipped {
  readonly safety: SafetyRules;
  readonly excuses: ExcuseRules;
  readonly personas: readonly Persona[];
  readonly holidays: HolidayTable;
  /** By language. */
  readonly cultures: readonly { readonly language: string; readonly directness: Directness }[];
}

const FOLDER = new URL('../../data/', import.meta.url);

/**
 * Reads the data files. An operator's folder may have some of the same names: what stands in them is added; a persona, a
 * culture or a country that is there already is replaced.
 * @throws ZodError, SyntaxError for a file that is wrong: at the start, not at the first message
 */
export function readShipped(folder: URL | undefined): Shipped {
  const files = (name: string): readonly unknown[] =>
    [FOLDER, ...(folder ? [folder] : [])].flatMap((place) => read(place, name));
  const safety = files('safety.json').map((file) => SafetyFile.partial().parse(file));
  const excuses = files('excuses.json').map((file) => ExcuseFile.partial().parse(file));
  const words = (rules: readonly (z.infer<typeof Rules> | undefined)[]): Words[] =>
    rules.flatMap((some) => some ?? []).map(wordsOf);
  return {
    safety: {
      hardBlock: words(safety.map((file) => file.hardBlock)),
      unsafe: words(safety.map((file) => file.unsafe)),
      ambiguous: words(safety.map((file) => file.ambiguous)),
      exempt: words(safety.map((file) => file.exempt?.map((pattern) => ({ pattern, weight: 1 })))),
    },
    excuses: {
      burnout_signal: words(excuses.map((file) => file.burnout_signal)),
      legitimate: words(excuses.map((file) => file.legitimate)),
      deflection: words(excuses.map((file) => file.deflection)),
    },
    personas: files('personas.json').flatMap((file) => z.array(Persona).parse(file)),
    holidays: Object.assign({}, ...files('holidays.json').map((file) => HolidayTable.parse(file))) as HolidayTable,
    cultures: files('cultures.json').flatMap((file) =>
      Object.entries(CultureFile.parse(file)).map(([language, { directness }]) => ({ language, directness })),
    ),
  };
}

function read(folder: URL, name: string): readonly unknown[] {
  try {
    return [JSON.parse(readFileSync(new URL(name, folder), 'utf8'))];
  } catch (error) {
    if (folder !== FOLDER && error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
