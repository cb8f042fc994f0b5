import { signal } from '@preact/signals';
import type { NearestAddress } from '../../domain/review.ts';
import { ApiError } from '../api/request.ts';
import { getNearestAddress } from '../api/review.ts';

/** What is known of where the pin rests. */
export type PinRest =
  | { readonly state: 'looking' }
  | { readonly state: 'found'; readonly nearest: NearestAddress }
  | { readonly state: 'failed'; readonly message: string };

export interface ReviewPin {
  readonly lon: number;
  readonly lat: number;
  readonly rest: PinRest;
}

/** A pin that steps on is not asked about until it rests this long. */
const SETTLE_MS = 150;

/** The pin that is being put on the map; null when there is none. In memory alone: it may be somebody's home. */
export const reviewPin = signal<ReviewPin | null>(null);

let timer: ReturnType<typeof setTimeout> | undefined;
let asking: AbortController | undefined;

/** Puts the pin to a place and looks up the address nearest to it. */
export function movePinTo({ lon, lat }: { readonly lon: number; readonly lat: number }): void {
  stopAsking();
  reviewPin.value = { lon, lat, rest: { state: 'looking' } };
  const controller = new AbortController();
  asking = controller;
  timer = setTimeout(() => void look({ lon, lat }, controller.signal), SETTLE_MS);
}

export function takePinAway(): void {
  stopAsking();
  reviewPin.value = null;
}

function stopAsking(): void {
  clearTimeout(timer);
  asking?.abort();
}

async function look(place: { lon: number; lat: number }, abort: AbortSignal): Promise<void> {
  const rest = await getNearestAddress(place, abort).then(
    (nearest): PinRest => ({ state: 'found', nearest }),
    (error: unknown): PinRest => ({ state: 'failed', message: ApiError.from(error).message }),
  );
  if (!abort.aborted) reviewPin.value = { ...place, rest };
}
