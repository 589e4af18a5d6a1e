import { isDeepStrictEqual } from 'node:util';

/** One setting that is not as it was asked for. */
export interface Difference {
  readonly name: string;
  readonly setting: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

/** What the server made of it differs from what was asked for. */
export class ProvisionDiffers extends Error {
  readonly differences: readonly Difference[];

  constructor(differences: readonly Difference[]) {
    const lines = differences.map(
      ({ name, setting, wanted, found }) =>
        `  ${name}: ${setting} is ${JSON.stringify(found)}, wanted ${JSON.stringify(wanted)}`,
    );
    super(['The broker differs from the journey, and may not be changed in place:', ...lines].join('\n'));
    this.name = 'ProvisionDiffers';
    this.differences = differences;
  }
}

/** The settings of `wanted` that `found` does not have. Settings that were not asked for are not looked at. */
export function differencesBetween(name: string, wanted: object, found: object): Difference[] {
  const actual = found as Readonly<Record<string, unknown>>;
  return Object.entries(wanted as Readonly<Record<string, unknown>>)
    .filter(([setting, value]) => !isDeepStrictEqual(value, actual[setting] ?? absent(value)))
    .map(([setting, value]) => ({ name, setting, wanted: value, found: actual[setting] }));
}

/** What a missing setting means: servers leave out false and zero. */
function absent(like: unknown): unknown {
  if (typeof like === 'boolean') return false;
  if (typeof like === 'number') return 0;
  return undefined;
}
