/** What an insert says that passes over rows which are there already. */
export type OnConflict = '' | 'on conflict do nothing';

/** SQLSTATE of a row that is there: PostgreSQL manual, appendix A. */
const UNIQUE_VIOLATION = '23505';

/**
 * Adds rows that are hardly ever there already. An insert that may meet such a row costs half as much again: Postgres looks for
 * each row first, and writes it so that it could still take it back. So `work` is done without the clause, and once more
 * with it only if a row was there. It must be one statement or one transaction, that nothing is left of the first time.
 */
export async function adding<Result>(work: (onConflict: OnConflict) => Promise<Result>): Promise<Result> {
  try {
    return await work('');
  } catch (error) {
    if ((error as { readonly code?: unknown } | null)?.code !== UNIQUE_VIOLATION) throw error;
    return work('on conflict do nothing');
  }
}
