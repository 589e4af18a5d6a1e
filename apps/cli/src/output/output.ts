import pc from 'picocolors';
import type { Terminal } from '../terminal.ts';
import { type Column, makeTable } from './table.ts';

type Colours = ReturnType<typeof pc.createColors>;

/** Prints answers: for people as tables and lines, for programs as JSON. */
export class Output {
  readonly colours: Colours;
  readonly #terminal: Terminal;
  readonly #format: 'table' | 'json';

  constructor(terminal: Terminal, format: 'table' | 'json') {
    this.#terminal = terminal;
    this.#format = format;
    this.colours = pc.createColors(terminal.colours);
  }

  /** Prints the answer as it came, or what `forPeople` prints of it. */
  answer(answer: unknown, forPeople: () => void): void {
    if (this.#format === 'json') this.#terminal.out(`${JSON.stringify(answer, null, 2)}\n`);
    else forPeople();
  }

  line(text = ''): void {
    this.#terminal.out(`${text}\n`);
  }

  /** A table that fits the terminal; where nobody looks, nothing is cut. */
  table<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): void {
    this.line(makeTable(columns, rows, this.#terminal.columns, this.colours));
  }

  /** What is to be said of one thing: a name and a value a line. */
  facts(facts: readonly (readonly [name: string, value: string])[]): void {
    this.table(
      [
        { title: '', of: ([name]: readonly [string, string]) => name },
        { title: '', of: ([, value]) => value },
      ],
      facts,
    );
  }
}
