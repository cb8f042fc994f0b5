import type { ListingDraft } from '../../../domain/purchasers/listed-purchasers.ts';
import { LONGEST_CASE_NUMBER } from '../../../domain/purchasers/listed-purchasers.ts';
import { listPurchaser } from '../../api/purchasers.ts';
import { FormActions } from '../../panels/form-actions.tsx';
import { FormField, formText } from '../../panels/form-field.tsx';
import { listingsChanged } from '../../state/purchasers.ts';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';
import { BasisField, ReviewDayField } from './listing-fields.tsx';

interface ListingFormProps {
  readonly purchaser: number;
  readonly onDone: () => void;
}

/** A year from now: soon enough that a list does not grow old unseen. */
function inAYear(): string {
  const day = new Date().toISOString().slice(0, 10);
  return `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace('02-29', '02-28')}`;
}

/** Puts a purchaser on the agency's list, with why and until when. */
export function ListingForm({ purchaser, onDone }: ListingFormProps) {
  const save = useAction(async (draft: ListingDraft) => {
    await listPurchaser(draft);
    onDone();
    listingsChanged();
  });
  const wrong = (parameter: string) => (save.error?.parameter === parameter ? save.error.message : null);
  return (
    <form
      aria-label={say('Put on the list of your agency')}
      onSubmit={(event) => {
        event.preventDefault();
        const text = formText(event.currentTarget);
        void save.run({
          purchaser,
          basis: text('basis'),
          caseNumber: text('caseNumber'),
          reviewOn: text('reviewOn'),
        });
      }}
    >
      <BasisField label={say('Basis')} wrong={wrong('basis')} />
      <div class="form-row">
        <FormField
          label={say('Case number')}
          name="caseNumber"
          required
          maxLength={LONGEST_CASE_NUMBER}
          wrong={wrong('caseNumber')}
        />
        <ReviewDayField label={say('To be reviewed by')} value={inAYear()} wrong={wrong('reviewOn')} />
      </div>
      {save.error !== null && (
        <p class="form-error" role="alert">
          {save.error.message}
        </p>
      )}
      <FormActions
        verb={say('Put on the list')}
        busyWords={say('Saving …')}
        busy={save.busy}
        onCancel={onDone}
      />
    </form>
  );
}
