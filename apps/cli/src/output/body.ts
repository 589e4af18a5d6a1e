/** A body as somebody sent it, for people: what is no JSON is shown as a JSON string, so that it moves no cursor. */
export function showBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return JSON.stringify(body);
  }
}
