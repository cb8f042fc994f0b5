import { changePage, filter } from '../../state/page.ts';
import { shownSentence } from '../../state/shown-sentence.ts';
import { formatCount } from '../../words/format.ts';
import { say, sayKnown } from '../../words/say.ts';

interface ShownFilterProps {
  /** How many guns the figures are of; null until known. */
  readonly traced: number | null;
  /** Whom they were traced to; null where they are of all recovered guns, traced or not. */
  readonly to?: 'dealer' | 'purchaser' | null;
  /** They could not be counted. */
  readonly hasFailed?: boolean;
}

/** What the figures are of: the guns of the filter, in words, with the way to change it. */
export function ShownFilter({ traced, to = 'dealer', hasFailed = false }: ShownFilterProps) {
  const { corridor: _corridor, ...others } = filter.value;
  const isFiltered = Object.keys(others).length > 0;
  const sentence = shownSentence(traced ?? 0);
  return (
    <p class="muted">
      {traced === null
        ? hasFailed
          ? say('No figures.')
          : say('Counting…')
        : say('Of {sentence}{words}.', {
            sentence,
            words: to === null ? '' : say(' and traced to a {to}', { to: sayKnown(to) }),
          })}{' '}
      <button type="button" class="link-button" onClick={() => changePage({ view: 'map', rail: true })}>
        {isFiltered ? say('Change the filters') : say('Filter')}
      </button>
      {isFiltered && traced === 0 && say(' Nothing matches: {count} guns.', { count: formatCount(0) })}
    </p>
  );
}
