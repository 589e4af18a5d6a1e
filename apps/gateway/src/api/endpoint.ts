import type { z } from 'zod';
import type { Caller } from '../doors/api-key.ts';

/** Forms of a report besides JSON, with their media types. */
export const REPORT_FORMATS = { markdown: 'text/markdown', html: 'text/html' } as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

/** An answer that is sent while it is being gathered, so that it may be of any size: its JSON text in parts. */
export class Streamed {
  constructor(readonly parts: AsyncIterable<string>) {}
}

/** One endpoint of the REST API: where it is, what it takes and gives, and what it does. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With parameters as `:name`; without the prefix `/api`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  /** Path and query parameters, and the fields of a JSON body, all in one; a body that is an array is `items`. */
  readonly input: z.ZodObject;
  readonly output: z.ZodType;
  /** Of the answer: 200 where it is left out, 204 for an answer without a body. */
  readonly status?: 200 | 201 | 204;
  /** The answer as a table, for whoever accepts text/csv or asks for the path with `.csv` behind it. */
  readonly csv?: (answer: never, input: never) => string;
  /** People may ask it with keys of their own, about themselves; everything else takes the operator's key. */
  readonly personal?: true;
  /** The answer in other media types: for whoever accepts one, or asks for it by `format` or `report_format`. */
  readonly formats?: Readonly<Partial<Record<ReportFormat, (answer: never) => string>>>;
  readonly run: (input: unknown, caller: Caller) => Promise<unknown>;
}

interface Declaration<Input extends z.ZodObject, Output extends z.ZodType> extends Omit<
  Endpoint,
  'run' | 'input' | 'output' | 'csv' | 'formats'
> {
  readonly input: Input;
  readonly output: Output;
  readonly csv?: (answer: z.infer<Output>, input: z.infer<Input>) => string;
  readonly formats?: Readonly<Partial<Record<ReportFormat, (answer: z.infer<Output>) => string>>>;
  readonly run: (input: z.infer<Input>, caller: Caller) => Promise<z.input<Output> | Streamed>;
}

/** Declares an endpoint; the types of what it takes and gives follow from its schemas. */
export function endpoint<Input extends z.ZodObject, Output extends z.ZodType>(
  declaration: Declaration<Input, Output>,
): Endpoint {
  return { ...declaration, run: (input, caller) => declaration.run(input as z.infer<Input>, caller) };
}

/** Something that brings endpoints. */
export interface Endpoints {
  readonly endpoints: readonly Endpoint[];
}
