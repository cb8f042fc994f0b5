/**
 * Keeps the results of the last `most` different questions, and lets those who ask the same thing at the same time
 * wait for one answer. A failed answer is forgotten; whoever waited for it asks for itself, since the failure may be
 * the other's alone (its request was abandoned).
 */
export class RecentResults<Result> {
  readonly #results = new Map<string, Promise<Result>>();

  constructor(private readonly most: number) {}

  async get(key: string, answer: () => Promise<Result>): Promise<Result> {
    const known = this.#results.get(key);
    if (known !== undefined) return known.catch(() => this.#ask(key, answer));
    return this.#ask(key, answer);
  }

  #ask(key: string, answer: () => Promise<Result>): Promise<Result> {
    const result = answer();
    this.#results.delete(key);
    this.#results.set(key, result);
    result.catch(() => {
      if (this.#results.get(key) === result) this.#results.delete(key);
    });
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= this.most) break;
      this.#results.delete(oldest);
    }
    return result;
  }
}
