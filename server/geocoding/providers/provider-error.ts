/**
 * A provider does not answer as it should. The message names it, says what happened and what to do, and holds nothing
 * of what was asked.
 */
export class ProviderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ProviderError';
  }
}

/** An answer came, but not in the provider's format: the error page of a proxy, half a file. */
export class UnreadableAnswer extends Error {
  constructor() {
    super('The answer is not in the format of the provider.');
    this.name = 'UnreadableAnswer';
  }
}
