interface Running<Result> {
  readonly result: Promise<Result>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Lets those who ask for the same thing at the same time wait for one piece of work. Whoever goes away stops waiting at
 * once; the work goes on for the others, and is aborted when the last of them has gone.
 */
export class SharedWork<Result> {
  readonly #running = new Map<string, Running<Result>>();

  /** The result of `work`, begun now or by whoever asked for the same `key` before; `signal` ends the waiting. */
  async run(
    key: string,
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    signal.throwIfAborted();
    const running = this.#running.get(key) ?? this.#begin(key, work);
    running.waiting += 1;
    const gone = new AbortController();
    const abandoned = new Promise<never>((_, reject) => {
      signal.addEventListener(
        'abort',
        () => {
          reject(signal.reason);
          this.#leave(key, running);
        },
        { once: true, signal: gone.signal },
      );
    });
    try {
      return await Promise.race([running.result, abandoned]);
    } finally {
      gone.abort();
    }
  }

  #begin(key: string, work: (signal: AbortSignal) => Promise<Result>): Running<Result> {
    const controller = new AbortController();
    const result = work(controller.signal);
    const running: Running<Result> = { result, controller, waiting: 0 };
    this.#running.set(key, running);
    const end = () => this.#forget(key, running);
    result.then(end, end);
    return running;
  }

  #leave(key: string, running: Running<Result>): void {
    running.waiting -= 1;
    if (running.waiting > 0) return;
    // Whoever asks from now on must not wait for work that is being given up.
    this.#forget(key, running);
    running.controller.abort();
  }

  #forget(key: string, running: Running<Result>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}
