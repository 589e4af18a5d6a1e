const HOUR = 3_600_000;

/**
 * Rule 10: between two messages to one person lies a window; what becomes due within it is told together at its end.
 * @param hours length of the window; 0 for none
 */
export function windowOpensAt(now: Date, lastSaidAt: Date | undefined, hours: number): Date {
  if (lastSaidAt === undefined) return now;
  const opens = lastSaidAt.getTime() + hours * HOUR;
  return opens > now.getTime() ? new Date(opens) : now;
}
