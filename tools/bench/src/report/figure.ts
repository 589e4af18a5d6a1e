/** Says what is being measured now. */
export type Say = (text: string) => void;

/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same of the bare thing, in the same run. */
  readonly baseline?: number;
  readonly target?: { readonly atLeast: number } | { readonly below: number };
}

/** Whether a figure is what it should be; undefined where nothing is asked of it. */
export function isMet({ value, target }: Figure): boolean | undefined {
  if (target === undefined) return undefined;
  return 'atLeast' in target ? value >= target.atLeast : value < target.below;
}

/** What a bench found. */
export interface Finding<Figures extends object = object> {
  readonly figures: Figures;
  readonly rows: readonly Figure[];
  /** Of the servers beneath. */
  readonly versions: Versions;
}

export type Versions = Readonly<Record<string, string>>;
