import { outcomeFilter } from '../../../domain/progress.ts';
import { formatTraceFilter } from '../../../domain/trace-filter.ts';
import { changePage, filter } from '../../state/page.ts';
import { whichGuns } from '../../state/which-guns.ts';
import { say } from '../../words/say.ts';

interface FilterChoiceProps {
  /** As query parameters. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Which guns something is about: those of the filter as it is now, or as it was saved. */
export function FilterChoice({ value, onChange }: FilterChoiceProps) {
  const now = formatTraceFilter(outcomeFilter(filter.value)).toString();
  return (
    <div class="form-field">
      <span class="progress-label">{say('Which guns')}</span>
      <p>
        {value === '' ? say('All guns that you may see') : capitalised(whichGuns(value))}.{' '}
        <span class="muted small">
          {say('Dates and times from sale are left out: the outcome says them itself.')}
        </span>
      </p>
      <div class="button-row">
        {now !== value && (
          <button type="button" class="button" onClick={() => onChange(now)}>
            {say('Take the filter as it is now')}
          </button>
        )}
        <button type="button" class="link-button" onClick={() => changePage({ view: 'map', rail: true })}>
          {say('Change the filter on the map')}
        </button>
      </div>
    </div>
  );
}

const capitalised = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
