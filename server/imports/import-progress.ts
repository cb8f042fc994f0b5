import type { ImportProgress } from '../../domain/responses.ts';

type Listener = (progress: ImportProgress) => void;

/** The progress of the imports this process runs. */
export class ProgressBoard {
  readonly #latest = new Map<number, ImportProgress>();
  readonly #listeners = new Map<number, Set<Listener>>();

  /** Tells all who follow the batch. After its end it is forgotten here: the database knows how it went. */
  tell(batchId: number, progress: ImportProgress): void {
    if (progress.status === 'running') this.#latest.set(batchId, progress);
    else this.#latest.delete(batchId);
    for (const listener of this.#listeners.get(batchId) ?? []) listener(progress);
  }

  /** The latest of a batch that runs here; undefined where none does. */
  latest(batchId: number): ImportProgress | undefined {
    return this.#latest.get(batchId);
  }

  /** Calls `listener` with every further progress; gives how to stop that. */
  follow(batchId: number, listener: Listener): () => void {
    const listeners = this.#listeners.get(batchId) ?? new Set();
    this.#listeners.set(batchId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(batchId);
    };
  }
}
