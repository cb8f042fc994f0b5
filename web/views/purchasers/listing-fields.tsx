import {
  LEAST_BASIS_LETTERS,
  LONGEST_BASIS,
  latestReview,
  MOST_REVIEW_YEARS,
} from '../../../domain/purchasers/listed-purchasers.ts';
import { FormField } from '../../panels/form-field.tsx';
import { say } from '../../words/say.ts';

interface ListingFieldProps {
  readonly label: string;
  readonly value?: string;
  readonly wrong: string | null;
}

/** Why a purchaser is on the list. */
export function BasisField({ label, value = '', wrong }: ListingFieldProps) {
  return (
    <FormField
      label={label}
      name="basis"
      required
      minLength={LEAST_BASIS_LETTERS}
      maxLength={LONGEST_BASIS}
      value={value}
      hint={say(
        'What makes it reasonable to look into this purchaser. Indicators alone are no basis. Write no name.',
      )}
      wrong={wrong}
    />
  );
}

/** Until when the entry must be reviewed. */
export function ReviewDayField({ label, value = '', wrong }: ListingFieldProps) {
  const today = new Date().toISOString().slice(0, 10);
  return (
    <FormField
      label={label}
      name="reviewOn"
      type="date"
      required
      min={today}
      max={latestReview(today)}
      value={value}
      hint={say('Within {mostReviewYears} years (28 CFR 23.20(h)). Not reviewed by then, the entry goes.', {
        mostReviewYears: MOST_REVIEW_YEARS,
      })}
      wrong={wrong}
    />
  );
}
