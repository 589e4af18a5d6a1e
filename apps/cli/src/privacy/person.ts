/** What a person is named by, for whoever asks for help. */
export const WHO = "an e-mail address, a person's id, or the operator's own id of them";

/** How a person is named on the command line: an e-mail address, our id, or the operator's own id of them. */
export function personQuery(person: string): Record<string, string> {
  if (person.includes('@')) return { email: person };
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(person) ? { person_id: person } : { user_id: person };
}

/** The same behind a `?`, with more fields. */
export const queryOf = (fields: Readonly<Record<string, string>>): string =>
  `?${new URLSearchParams(fields).toString()}`;
