import type { TileContent } from './tile-content.ts';

/** What an entry takes besides its key and its bytes, about. */
const ENTRY_BYTES = 500;

interface Entry {
  readonly content: TileContent;
  bytes: number;
}

/** Tiles by key, within a bound of bytes; those that were used longest ago go first. */
export class TileCache {
  /** In the order of use: a Map keeps that of insertion. */
  readonly #entries = new Map<string, Entry>();
  #bytes = 0;

  constructor(private readonly mostBytes: number) {}

  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): TileContent | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.content;
  }

  /** Keeps a tile, or weighs it anew after it was compressed. */
  keep(key: string, content: TileContent): void {
    this.#remove(key);
    // Two bytes a character.
    const bytes = content.sizeBytes + 2 * key.length + ENTRY_BYTES;
    this.#entries.set(key, { content, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.mostBytes) return;
      this.#remove(oldest);
    }
  }

  #remove(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}
