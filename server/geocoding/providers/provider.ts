import type { Precision } from '../../../domain/vocabulary.ts';
import type { Question } from './question.ts';

/** Services outside of this machine that know where addresses are. */
export const PROVIDERS = ['census', 'nominatim', 'pelias'] as const;
export type ProviderId = (typeof PROVIDERS)[number];

/**
 * What a provider knows of an address. Only the address itself counts as found: as a point, or interpolated in a range
 * of house numbers. The street, the ZIP or the city alone is `none`: Tracemap knows those without asking. `several`:
 * places that fit equally well, of which none is chosen.
 */
export type ProviderAnswer =
  | {
      readonly outcome: 'found';
      /** Degrees (EPSG:4326). */
      readonly lon: number;
      readonly lat: number;
      readonly precision: Extract<Precision, 'point' | 'range'>;
      /** The address found, in the provider's spelling. */
      readonly label: string;
      /** 0 to 1: how far it agrees with what was asked. */
      readonly score: number;
    }
  | { readonly outcome: 'several' }
  | { readonly outcome: 'none' };

export type FoundAnswer = Extract<ProviderAnswer, { outcome: 'found' }>;

/** How fast a provider may be asked. */
export interface Pace {
  readonly requestsPerSecond: number;
  /** Longest that one request may take, its answer included. */
  readonly timeoutMs: number;
}

/** One HTTP request. Redirects are not followed: they would take addresses to somebody else. */
export interface OutgoingRequest {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/** What an adapter sends with; see {@link PoliteHttp}. */
export interface ProviderHttp {
  /**
   * Sends the request and reads the body of the answer; null where the provider calls the request itself wrong (HTTP
   * 400). `read` throws {@link UnreadableAnswer} where the body is not what it should be: then it is sent again.
   */
  send<Result>(request: OutgoingRequest, read: (body: string) => Result): Promise<Result | null>;
}

/** One provider: how it is asked and what its answers mean. */
export interface Provider {
  readonly id: ProviderId;
  /** As messages name it. */
  readonly name: string;
  /** The settings to look at when it refuses. */
  readonly settings: string;
  /** Most addresses in one call of `ask`. */
  readonly largestBatch: number;
  readonly pace: Pace;
  /** One answer for each question, in order; null where it gave none that can be read. */
  ask(questions: readonly Question[], http: ProviderHttp): Promise<readonly (ProviderAnswer | null)[]>;
}
