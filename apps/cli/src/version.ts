/** The version of the command line; the same as that of the services. */
export const VERSION = '0.1.0';
