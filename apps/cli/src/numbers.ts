import { InvalidArgumentError } from 'commander';

/** A whole number above 0, as an option's or argument's value. */
export function natural(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}

/** One more of them. */
export const naturals = (text: string, before: readonly number[] = []): readonly number[] => [...before, natural(text)];
