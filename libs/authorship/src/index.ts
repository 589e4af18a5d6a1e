export { type Bytes, bytesOf, textOf } from './bytes.ts';
export { FATAL } from './fatal.ts';
export { type Checked, checkContacts } from './mailmap/check-contacts.ts';
export { type Contact, formatContact, readContact } from './mailmap/contact.ts';
export { Mailmap } from './mailmap/mailmap.ts';
export { type Trailer, formatTrailer, trailersOf } from './trailers/trailers.ts';
