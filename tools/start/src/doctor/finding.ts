/** One thing that the doctor has looked at. */
export interface Finding {
  readonly title: string;
  readonly state: 'good' | 'notable' | 'bad';
  readonly detail: string;
  /** The one command that mends it. */
  readonly remedy?: string;
}

export const good = (title: string, detail: string): Finding => ({ title, state: 'good', detail });
/** Worth knowing, and nothing stands still because of it. */
export const notable = (title: string, detail: string): Finding => ({ title, state: 'notable', detail });
export const bad = (title: string, detail: string, remedy: string): Finding => ({
  title,
  state: 'bad',
  detail,
  remedy,
});
