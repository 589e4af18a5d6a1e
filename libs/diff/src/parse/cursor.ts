/** The lines of a text, one after the other. Lines end at line feeds alone: U+2028, form feeds and the like are text. */
export class Cursor {
  readonly text: string;
  /** Where the line begins; the text's length when there are no more. */
  start = 0;
  /** Where the line ends: at its line feed, or at the end of the text. */
  end = 0;

  constructor(text: string) {
    this.text = text;
    this.#find(0);
  }

  isDone(): boolean {
    return this.start >= this.text.length;
  }

  /** Whether no line feed ends this line: it is the last one, or there is none any more. */
  isCut(): boolean {
    return this.end >= this.text.length;
  }

  /** Whether the text ends in the middle of a line, and this is that line or the end behind it. */
  isTorn(): boolean {
    return this.isCut() && !this.text.endsWith('\n');
  }

  /** The text's very last line. */
  lastLine(): string {
    return this.text.slice(this.text.lastIndexOf('\n') + 1);
  }

  /** The line's first unit; NaN for none. */
  get first(): number {
    return this.start === this.end ? NaN : this.text.charCodeAt(this.start);
  }

  next(): void {
    this.#find(this.end + 1);
  }

  startsWith(prefix: string): boolean {
    return this.text.startsWith(prefix, this.start);
  }

  /** The line as it is, from its `skip`th unit on. */
  line(skip = 0): string {
    return this.text.slice(this.start + skip, this.end);
  }

  /** A line of git's own, from its `skip`th unit on. Git quotes carriage returns in names: one at the end came on the way. */
  header(skip = 0): string {
    const line = this.line(skip);
    return line.endsWith('\r') ? line.slice(0, -1) : line;
  }

  #find(start: number): void {
    this.start = Math.min(start, this.text.length);
    const end = this.text.indexOf('\n', this.start);
    this.end = end === -1 ? this.text.length : end;
  }
}
