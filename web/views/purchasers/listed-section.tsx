import { useSignal } from '@preact/signals';
import type { ListedPurchaser, ListingReview } from '../../../domain/purchasers/listed-purchasers.ts';
import { getListed, keepListed, takeOffList } from '../../api/purchasers.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { FormActions } from '../../panels/form-actions.tsx';
import { formText } from '../../panels/form-field.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { changePage } from '../../state/page.ts';
import { listingChanges, listingsChanged } from '../../state/purchasers.ts';
import { dataChanges } from '../../state/session.ts';
import { formatDay, guns, whenOf } from '../../words/format.ts';
import { dueSentence, GONE_WORDS, purchaserName } from '../../words/purchaser-words.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';
import { BasisField, ReviewDayField } from './listing-fields.tsx';

/** The purchasers whom one's agency looks into: why, for which case, and until when each must be reviewed. */
export function ListedSection() {
  const { value, error, reload } = useLoaded(
    getListed,
    `listed purchasers ${dataChanges.value} ${listingChanges.value}`,
  );
  return (
    <section aria-labelledby="listed-purchasers">
      <h2 id="listed-purchasers">{say('The list of your agency')}</h2>
      <p class="muted small">
        {say(
          'Purchasers whom your agency looks into, for its eyes alone. Each entry carries its basis and the day by which it must be reviewed, as 28 CFR Part 23 asks; one that nobody reviews goes by itself the day after.',
        )}
      </p>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Looking up the list …')}</p>}
      {value?.items.length === 0 && (
        <p class="muted">{say('Nobody is on it. Open a purchaser above to put them on the list.')}</p>
      )}
      {value !== null && value.items.length > 0 && (
        <>
          <p>{dueSentence(value.items)}</p>
          <ul class="listing-list">
            {value.items.map((entry) => (
              <ListingEntry key={entry.id} entry={entry} />
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function ListingEntry({ entry }: { readonly entry: ListedPurchaser }) {
  const isReviewing = useSignal(false);
  const { purchaser, basis, caseNumber, reviewOn, isDue, listedBy, listedAt, reviewedBy, reviewedAt } = entry;
  return (
    <li class="region-card">
      <div class="listing-head">
        {purchaser === null ? (
          <strong>{say('A purchaser not seen any more')}</strong>
        ) : (
          <button
            type="button"
            class="link-button"
            onClick={() => changePage({ openPurchaser: purchaser.id })}
          >
            {purchaserName(purchaser)}, {guns(purchaser.guns)}
          </button>
        )}
        <span class={isDue ? 'listing-due' : 'muted'}>
          {say('To be reviewed by {reviewOn}', { reviewOn: formatDay(reviewOn) })}
        </span>
      </div>
      {purchaser === null && <p class="muted">{GONE_WORDS}</p>}
      <p>
        {basis} <span class="muted">{say('Case {caseNumber}.', { caseNumber })}</span>
      </p>
      <p class="muted small">
        {say('Put there by {listedBy},', { listedBy })} <time dateTime={listedAt}>{whenOf(listedAt)}</time>
        {reviewedBy !== null && reviewedAt !== null && (
          <>
            {say('; reviewed by {reviewedBy},', { reviewedBy })}{' '}
            <time dateTime={reviewedAt}>{whenOf(reviewedAt)}</time>
          </>
        )}
      </p>
      {isReviewing.value ? (
        <ReviewForm
          entry={entry}
          onDone={() => {
            isReviewing.value = false;
          }}
        />
      ) : (
        <div class="button-row">
          <button
            type="button"
            class={isDue ? 'button primary' : 'button'}
            onClick={() => {
              isReviewing.value = true;
            }}
          >
            {say('Review')}
          </button>
          <ConfirmDialog
            verb={say('Take off the list')}
            question={say('Take this entry off the list?')}
            onConfirm={async () => {
              await takeOffList(entry.id);
              listingsChanged();
            }}
          >
            <p>
              {say('The entry goes for good. The audit log keeps that it was there, and for which case.')}
            </p>
          </ConfirmDialog>
        </div>
      )}
    </li>
  );
}

/** Says that an entry was looked at again and stays, why, and until when. */
function ReviewForm({ entry, onDone }: { readonly entry: ListedPurchaser; readonly onDone: () => void }) {
  const save = useAction(async (review: ListingReview) => {
    await keepListed(entry.id, review);
    onDone();
    listingsChanged();
  });
  const wrong = (parameter: string) => (save.error?.parameter === parameter ? save.error.message : null);
  return (
    <form
      aria-label={say('Review the entry')}
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        void save.run({ basis: text('basis'), reviewOn: text('reviewOn') });
      }}
    >
      <div class="form-row">
        <BasisField label={say('Basis, as it is now')} value={entry.basis} wrong={wrong('basis')} />
        <ReviewDayField label={say('To be reviewed again by')} wrong={wrong('reviewOn')} />
      </div>
      {save.error !== null && (
        <p class="form-error" role="alert">
          {save.error.message}
        </p>
      )}
      <FormActions
        verb={say('Keep it on the list')}
        busyWords={say('Saving …')}
        busy={save.busy}
        onCancel={onDone}
      />
    </form>
  );
}
