/** A batch of records, with what all of them have in common said once. */
export interface InCommon {
  readonly common: Readonly<Record<string, unknown>>;
  /** In the order of the records, each without what is common. */
  readonly entries: readonly Readonly<Record<string, unknown>>[];
}

/** Takes apart what records of the same fields have in common; lists count as different. */
export function inCommon(records: readonly Readonly<Record<string, unknown>>[]): InCommon {
  const [first = {}] = records;
  const fields = Object.keys(first);
  const own = fields.filter((field) => records.some((record) => record[field] !== first[field]));
  return {
    common: only(
      first,
      fields.filter((field) => !own.includes(field)),
    ),
    entries: records.map((record) => only(record, own)),
  };
}

function only(record: Readonly<Record<string, unknown>>, fields: readonly string[]): Record<string, unknown> {
  const some: Record<string, unknown> = {};
  for (const field of fields) some[field] = record[field];
  return some;
}
