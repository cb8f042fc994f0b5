import { computed, signal } from '@preact/signals';
import type { StreetAlias } from '../../../domain/review.ts';
import { page } from '../../state/page.ts';
import { announcement, isForAlike, isWaiting, loadQueue, openItem, stepAddress } from '../../state/review.ts';
import { answerOffer, loadAliases, offeredAlias } from '../../state/review-aliases.ts';
import { chooseCandidate, markUnknown, settleAtPin, undo } from '../../state/review-decide.ts';
import { loadDecisions } from '../../state/review-decisions.ts';
import { highlighted, reviewMap } from '../../state/review-map.ts';
import { reviewPin, takePinAway } from '../../state/review-pin.ts';
import { say } from '../../words/say.ts';
import type { ReviewAct } from './review-keys.ts';
import { reviewAct } from './review-keys.ts';

/** The name that is asked about; not while a pin is put, since it would hide the map. */
export const shownOffer = computed(() => (reviewPin.value === null ? offeredAlias.value : null));

/** Counts what was settled from inside the address's panel: its heading then takes the focus. */
export const panelSteps = signal(0);

/** Loads all the review shows, the address the page's URL names among it. */
export function loadReview(): void {
  void loadQueue(page.peek().openAddress);
  void loadDecisions();
  void loadAliases();
}

/** Does what a key asks for; false for a key that means nothing here. */
export function runReviewKey(event: KeyboardEvent): boolean {
  const { target } = event;
  const isOnControl = target instanceof Element && target.closest('button, a, summary, input') !== null;
  const act = reviewAct(event, {
    isPinning: reviewPin.value !== null,
    isAsked: shownOffer.value !== null,
    isOnControl,
  });
  if (act !== null) run(act);
  return act !== null;
}

function run(act: ReviewAct): void {
  switch (act.kind) {
    case 'step':
      step(act.by);
      break;
    case 'choose':
      choose(act.index, act.alike || isForAlike.value);
      break;
    case 'toggleAlike':
      toggleAlike();
      break;
    case 'togglePin':
      if (reviewPin.value === null) startPin();
      else leavePin();
      break;
    case 'movePin':
      reviewMap.value?.movePin(act.right, act.down);
      break;
    case 'setPin':
      setPin();
      break;
    case 'unknown':
      chooseUnknown();
      break;
    case 'undo':
      takeBack();
      break;
    case 'zoom':
      reviewMap.value?.zoomBy(act.by);
      break;
    case 'answerAlias':
      answerAliasOffer(act.accept);
  }
}

/** Goes to the next address or the one before. */
export function step(by: 1 | -1): void {
  leavePin();
  stepAddress(by);
}

/** Takes the last decision back. */
export function takeBack(): void {
  leavePin();
  undo();
}

/** Settles the address by the candidate at this place of the list, if there is one. */
export function choose(index: number, alike: boolean): void {
  const candidate = openItem.value?.candidates[index];
  if (candidate === undefined || isWaiting.value) return;
  leave();
  chooseCandidate(candidate, alike);
}

export function chooseUnknown(): void {
  if (openItem.value === null || isWaiting.value) return;
  leave();
  markUnknown();
}

export function toggleAlike(): void {
  const alike = openItem.value?.alike ?? 0;
  if (alike === 0) {
    announcement.value = say('No other open address is like this one.');
    return;
  }
  isForAlike.value = !isForAlike.value;
}

/** Puts a pin on the map: where the candidate looked at is, else the first, else in the area. */
export function startPin(): void {
  const item = openItem.value;
  if (item === null || isWaiting.value) return;
  if (reviewMap.value === null) {
    announcement.value = say('The map is not available, so no pin can be put.');
    return;
  }
  reviewMap.value.startPin(item.candidates[highlighted.value ?? 0] ?? item.area);
}

/** Settles the address where the pin is. */
export function setPin(): void {
  const pin = reviewPin.value;
  if (pin === null || isWaiting.value) return;
  const { lon, lat, rest } = pin;
  const near = rest.state === 'found' ? rest.nearest : null;
  leave();
  settleAtPin({ lon, lat }, near === null ? `${lat.toFixed(5)}, ${lon.toFixed(5)}` : `near ${near.label}`);
}

/** Takes the pin away, and gives the focus it had to the address's heading. */
export function leavePin(): void {
  if (reviewPin.value === null) return;
  leave();
  reviewMap.value?.fit();
}

function leave(): void {
  const focused = document.activeElement;
  if (focused?.closest('.review-address, .map-pin')) panelSteps.value += 1;
  takePinAway();
  reviewMap.value?.takePin();
  highlighted.value = null;
}

/** Says yes or no to a name; with a yes, addresses that have it may be settled by that. */
export async function answerName(alias: StreetAlias, accept: boolean): Promise<void> {
  if ((await answerOffer(alias, accept)) && accept) await loadQueue();
}

export function answerAliasOffer(accept: boolean): void {
  const alias = shownOffer.value;
  if (alias !== null) void answerName(alias, accept);
}
