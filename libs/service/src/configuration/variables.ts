import { z } from 'zod';

/** Marks a variable whose value is never printed. */
export const secret = <Schema extends z.ZodType>(schema: Schema): Schema =>
  schema.meta({ ...schema.meta(), secret: true });

/** A yes-or-no variable: true/false, 1/0, yes/no, on/off. */
export const flag = (byDefault: boolean) =>
  z.stringbool({ truthy: ['true', '1', 'yes', 'on'], falsy: ['false', '0', 'no', 'off'] }).default(byDefault);

/** A whole number between two bounds, both included. */
export const integer = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

/** A number between two bounds, both included. */
export const number = (min: number, max: number) => z.coerce.number().min(min).max(max);

/** A TCP port. 0 asks for a free one. */
export const port = () => integer(0, 65_535);

const POSTGRES = /^postgres(?:ql)?(?:\+\w+)?:\/\//;

/** A Postgres address; a driver after a plus sign (`postgresql+asyncpg://`) is accepted and means the same. */
export const postgresUrl = () =>
  z
    .string()
    .regex(POSTGRES, 'must look like postgresql://user:password@host:5432/database')
    .transform((url) => url.replace(POSTGRES, 'postgresql://'));

/** A Redis address. */
export const redisUrl = () => z.string().regex(/^rediss?:\/\//, 'must look like redis://localhost:6379/0');

/** Broker addresses, separated by commas. */
export const natsUrls = () =>
  z
    .string()
    .regex(
      /^(?:nats|tls):\/\/[^,]+(?:,\s*(?:nats|tls):\/\/[^,]+)*$/,
      'must look like nats://localhost:4222, several separated by commas',
    )
    .transform((urls) => urls.split(',').map((url) => url.trim()));
