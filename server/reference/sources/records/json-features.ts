import { createReadStream } from 'node:fs';
import { ImportRefusal } from '../../../imports/import-refusal.ts';
import { wrongEncoding } from '../../../imports/tables/file-content.ts';

/** A feature longer than this is a bracket that was never closed; reading on would fill the memory. */
const LONGEST_FEATURE_BYTES = 8 * 1024 ** 2;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * Finds the features in the bytes of a GeoJSON file without reading it whole: objects on lines of their own, or in an
 * array of the outermost object (`features` of a FeatureCollection). All bytes looked at are plain ASCII, which UTF-8
 * uses for nothing else.
 */
class FeatureFinder {
  readonly #lines: boolean;
  readonly #open: number[] = [];
  readonly #begun: Buffer[] = [];
  #begunBytes = 0;
  #inFeature = false;
  #inString = false;
  #escaped = false;

  constructor(lines: boolean) {
    this.#lines = lines;
  }

  /** The texts of the features that end in this chunk. */
  find(chunk: Buffer): Buffer[] {
    const found: Buffer[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (this.#inString) {
        this.#readInString(byte);
      } else if (byte === QUOTE) {
        this.#inString = true;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        if (byte === OPEN_BRACE && !this.#inFeature && this.#isFeatureDepth()) {
          this.#inFeature = true;
          start = at;
        }
        this.#open.push(byte);
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        this.#open.pop();
        if (!this.#inFeature || !this.#isFeatureDepth()) continue;
        found.push(Buffer.concat([...this.#begun.splice(0), chunk.subarray(start, at + 1)]));
        this.#inFeature = false;
        this.#begunBytes = 0;
      }
    }
    if (this.#inFeature) this.#keep(chunk.subarray(start));
    return found;
  }

  get isComplete(): boolean {
    return this.#open.length === 0;
  }

  #readInString(byte: number | undefined): void {
    if (this.#escaped) this.#escaped = false;
    else if (byte === BACKSLASH) this.#escaped = true;
    else if (byte === QUOTE) this.#inString = false;
  }

  #isFeatureDepth(): boolean {
    return this.#lines ? this.#open.length === 0 : this.#open.length === 2 && this.#open[1] === OPEN_BRACKET;
  }

  #keep(part: Buffer): void {
    this.#begun.push(part);
    this.#begunBytes += part.length;
    if (this.#begunBytes > LONGEST_FEATURE_BYTES) {
      throw new ImportRefusal(
        `A feature of the GeoJSON file is longer than ${LONGEST_FEATURE_BYTES / 1024 ** 2} MB, so a bracket or quote is missing. Export the file again.`,
      );
    }
  }
}

/** The features of a GeoJSON file, those of one read from disk at a time. */
export async function* jsonFeatures(
  file: string,
  lines: boolean,
  onBytes: (bytes: number) => void,
): AsyncGenerator<readonly unknown[]> {
  const finder = new FeatureFinder(lines);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let count = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) {
    if (!Buffer.isBuffer(chunk)) throw new Error('A file is read as bytes.');
    onBytes(chunk.length);
    const features = finder.find(chunk).map((bytes) => {
      count += 1;
      return parse(decodeWith(decoder, bytes), count);
    });
    if (features.length > 0) yield features;
  }
  if (!finder.isComplete) {
    throw new ImportRefusal(
      `The GeoJSON file ends in the middle, after feature ${count}. Download or export it again.`,
    );
  }
}

function decodeWith(decoder: TextDecoder, bytes: Buffer): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ImportRefusal(wrongEncoding());
  }
}

function parse(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ImportRefusal(
      `Feature ${number} of the GeoJSON file is not valid JSON. Export the file again.`,
    );
  }
}
