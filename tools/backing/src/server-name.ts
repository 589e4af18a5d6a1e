/** The three servers that Arbiter stands on. */
export const SERVER_NAMES = ['postgres', 'nats', 'redis'] as const;
export type ServerName = (typeof SERVER_NAMES)[number];

/** The oldest version that everything works with. */
export const OLDEST_VERSION: Readonly<Record<ServerName, string>> = { postgres: '14', nats: '2.9', redis: '6.2' };

/** Says what is being done, for whoever waits; one short line. */
export type OnProgress = (message: string) => void;
