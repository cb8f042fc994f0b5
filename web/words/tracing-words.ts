/** Requests for tracing in words. */
import type { RequestOutcome, RequestStatus, TraceFieldAsked } from '../../domain/tracing.ts';
import { TRACE_FIELDS_ASKED } from '../../domain/tracing.ts';
import type { TraceBatch, TraceCoverage } from '../../domain/tracing-responses.ts';
import { FIREARM_TYPE_WORDS } from './firearm-words.ts';
import { countOf, formatCount, formatDay, guns, shareOf } from './format.ts';
import { say } from './say.ts';

export const REQUEST_STATUS_WORDS: Readonly<Record<RequestStatus, string>> = {
  to_submit: say('to submit'),
  submitted: say('submitted'),
  returned: say('returned'),
};

export const REQUEST_OUTCOME_WORDS: Readonly<Record<RequestOutcome, string>> = {
  purchaser: say('traced to a purchaser'),
  dealer: say('traced to a dealer only'),
  not_traceable: say('not traceable'),
};

/** How far tracing got: each step with its share of all guns recovered. */
export function funnelSentence(all: TraceCoverage['all']): string {
  const { recovered, submitted, tracedToDealer, tracedToPurchaser } = all;
  if (recovered === 0) return say('No recovered guns are in your scope yet.');
  return say(
    '{recovered} recovered. {submitted} submitted for tracing ({submitted2}), {tracedToDealer} traced to a dealer ({tracedToDealer2}), {tracedToPurchaser} to a purchaser ({tracedToPurchaser2}).',
    {
      recovered: guns(recovered),
      submitted: formatCount(submitted),
      submitted2: shareOf(submitted, recovered),
      tracedToDealer: formatCount(tracedToDealer),
      tracedToDealer2: shareOf(tracedToDealer, recovered),
      tracedToPurchaser: formatCount(tracedToPurchaser),
      tracedToPurchaser2: shareOf(tracedToPurchaser, recovered),
    },
  );
}

interface NamedGun {
  readonly manufacturer: string | null;
  readonly model: string | null;
  readonly caliber: string | null;
  readonly firearmType: keyof typeof FIREARM_TYPE_WORDS;
}

/** `Glock 19, 9 mm, pistol`, as far as it is known. */
export function gunWords({ manufacturer, model, caliber, firearmType }: NamedGun): string {
  const make = [manufacturer, model].filter((part) => part !== null).join(' ');
  return [make, caliber, FIREARM_TYPE_WORDS[firearmType].one]
    .filter((part) => part !== null && part !== '')
    .join(', ');
}

/** `Glock 19, 9 mm, pistol, serial number ABC123`: tells one gun from the others for whoever does not see its row. */
export const gunName = (gun: NamedGun & { readonly serialNumber: string | null }): string =>
  `${gunWords(gun)}, ${gun.serialNumber === null ? say('no serial number') : say('serial number {serialNumber}', { serialNumber: gun.serialNumber })}`;

export const missingWords = (missing: readonly TraceFieldAsked[]): string =>
  missing.map((name) => TRACE_FIELDS_ASKED[name]).join(', ');

export const daysWords = (days: number): string => countOf(days, say('day'), say('days'));

const requests = (count: number) => countOf(count, say('request'), say('requests'));

/** Where a batch stands, in a sentence. */
export function batchSentence(batch: TraceBatch): string {
  const { submittedOn, submitted, purchaser, dealer, notTraceable, waitingDays } = batch;
  const back = purchaser + dealer + notTraceable;
  const sent =
    submittedOn === null
      ? say('{requests}, not submitted yet', { requests: requests(batch.requests) })
      : say('{requests}, submitted on {submittedOn}', {
          requests: requests(batch.requests),
          submittedOn: formatDay(submittedOn),
        });
  if (back === 0 && submittedOn === null) return `${sent}.`;
  const waiting =
    waitingDays === null
      ? ''
      : say(', {submitted} awaited for {waitingDays}', {
          submitted: formatCount(submitted),
          waitingDays: daysWords(waitingDays),
        });
  const parts = [
    purchaser > 0 && say('{purchaser} traced to a purchaser', { purchaser: formatCount(purchaser) }),
    dealer > 0 && say('{dealer} to a dealer only', { dealer: formatCount(dealer) }),
    notTraceable > 0 && say('{notTraceable} not traceable', { notTraceable: formatCount(notTraceable) }),
  ].filter((part) => part !== false);
  return say('{sent}; {back} returned{words}{waiting}.', {
    sent,
    back: formatCount(back),
    words: parts.length === 0 ? '' : ` (${parts.join(', ')})`,
    waiting,
  });
}
