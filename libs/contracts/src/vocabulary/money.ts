import { z } from 'zod';

/** Money is an integer of pico-dollars (10^-12 US dollars), as decimal text on the wire. */
export const Pico = z.string().regex(/^\d{1,30}$/);
export type Pico = z.infer<typeof Pico>;

/** US dollars as decimal text with twelve places: `0.050000000000`. */
export const Usd = z.string().regex(/^\d{1,18}\.\d{12}$/);
export type Usd = z.infer<typeof Usd>;

/** US dollars as people write them: `0.05`, `12`; at most twelve places. */
export const UsdInput = z.string().regex(/^\d{1,12}(?:\.\d{1,12})?$/, 'give US dollars as decimal text, like "0.05"');
export type UsdInput = z.infer<typeof UsdInput>;
