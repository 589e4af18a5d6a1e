/** An error as GitLab words it: under `message`, or under `error` where a parameter is wrong. */
export class GitlabRefusal extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = body;
  }
}

export const missing = (what: string): GitlabRefusal => new GitlabRefusal(404, { message: `404 ${what} Not Found` });

/** A parameter that is missing, unknown or of the wrong kind. */
export const wrongParameter = (complaint: string): GitlabRefusal => new GitlabRefusal(400, { error: complaint });

/** A note that GitLab would not save, with the complaints as Ruby prints them. */
export function badNote(field: string, ...complaints: readonly string[]): GitlabRefusal {
  const list = complaints.map((complaint) => JSON.stringify(complaint)).join(', ');
  return new GitlabRefusal(400, { message: `400 Bad request - Note {:${field}=>[${list}]}` });
}
