export { CUE_WORDS } from './cue-words.ts';
export { deadlinesIn } from './deadlines/deadlines.ts';
export { endOfDay, inZone } from './deadlines/in-zone.ts';
export { extract, type Items } from './extract.ts';
export { type Deadline, type Granularity, type Item, MAX_ITEMS } from './item.ts';
export { type PreviewedItem, previewDeadlines, previewItems } from './preview.ts';
export { readText, type Text, UnreadableText } from './text.ts';
