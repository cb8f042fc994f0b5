/** Requests for tracing in words. */
import type { RequestOutcome, RequestStatus, TraceFieldAsked } from '../../domain/tracing.ts';
import { TRACE_FIELDS_ASKED } from '../../domain/tracing.ts';
import type { TraceBatch, TraceCoverage } from '../../domain/tracing-responses.ts';
import { FIREARM_TYPE_WORDS } from './firearm-words.ts';
import { formatCount, formatDay, guns, shareOf } from './format.ts';

export const REQUEST_STATUS_WORDS: Readonly<Record<RequestStatus, string>> = {
  to_submit: 'to submit',
  submitted: 'submitted',
  returned: 'returned',
};

export const REQUEST_OUTCOME_WORDS: Readonly<Record<RequestOutcome, string>> = {
  purchaser: 'traced to a purchaser',
  dealer: 'traced to a dealer only',
  not_traceable: 'not traceable',
};

/** How far tracing got: each step with its share of all guns recovered. */
export function funnelSentence(all: TraceCoverage['all']): string {
  const { recovered, submitted, tracedToDealer, tracedToPurchaser } = all;
  if (recovered === 0) return 'No recovered guns are in your scope yet.';
  return `${guns(recovered)} recovered. ${formatCount(submitted)} submitted for tracing (${shareOf(submitted, recovered)}), ${formatCount(tracedToDealer)} traced to a dealer (${shareOf(tracedToDealer, recovered)}), ${formatCount(tracedToPurchaser)} to a purchaser (${shareOf(tracedToPurchaser, recovered)}).`;
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
  `${gunWords(gun)}, ${gun.serialNumber === null ? 'no serial number' : `serial number ${gun.serialNumber}`}`;

export const missingWords = (missing: readonly TraceFieldAsked[]): string =>
  missing.map((name) => TRACE_FIELDS_ASKED[name]).join(', ');

export const daysWords = (days: number): string => `${formatCount(days)} ${days === 1 ? 'day' : 'days'}`;

const requests = (count: number) => `${formatCount(count)} ${count === 1 ? 'request' : 'requests'}`;

/** Where a batch stands, in a sentence. */
export function batchSentence(batch: TraceBatch): string {
  const { submittedOn, submitted, purchaser, dealer, notTraceable, waitingDays } = batch;
  const back = purchaser + dealer + notTraceable;
  const sent =
    submittedOn === null
      ? `${requests(batch.requests)}, not submitted yet`
      : `${requests(batch.requests)}, submitted on ${formatDay(submittedOn)}`;
  if (back === 0 && submittedOn === null) return `${sent}.`;
  const waiting =
    waitingDays === null ? '' : `, ${formatCount(submitted)} awaited for ${daysWords(waitingDays)}`;
  const parts = [
    purchaser > 0 && `${formatCount(purchaser)} traced to a purchaser`,
    dealer > 0 && `${formatCount(dealer)} to a dealer only`,
    notTraceable > 0 && `${formatCount(notTraceable)} not traceable`,
  ].filter((part) => part !== false);
  return `${sent}; ${formatCount(back)} returned${parts.length === 0 ? '' : ` (${parts.join(', ')})`}${waiting}.`;
}
