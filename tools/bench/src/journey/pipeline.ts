/** Something that takes webhooks and brings their commits to the end of their journey. */
export interface Pipeline {
  readonly gateway: string;
  readonly secret: string;
  /** Of every process in it, by name. */
  readonly pids: Readonly<Record<string, number>>;
  /** How many commits are complete, by the journal; told how many deliveries were sent in all. */
  completeCommits(deliveries: number): Promise<number>;
  close(): Promise<void>;
}
