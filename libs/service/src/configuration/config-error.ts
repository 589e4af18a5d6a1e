/** What is wrong with one variable. */
export interface Problem {
  readonly variable: string;
  readonly message: string;
}

/** The configuration is wrong. The message lists every problem, and no value: a value may be a secret. */
export class ConfigError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ variable, message }) => `  ${variable}: ${message}`);
    super(
      ['The configuration is wrong. Mend these variables and start again (.env.example explains them):', ...lines].join(
        '\n',
      ),
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}
