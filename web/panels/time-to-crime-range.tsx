import { TIME_TO_CRIME_BUCKETS } from '../../domain/time-to-crime.ts';
import { facets } from '../state/map-data.ts';
import { changeFilter, filter } from '../state/page.ts';
import { formatCount, shareOf } from '../words/format.ts';
import { say, sayKnown } from '../words/say.ts';
import { edgeWords, timeToCrimeWords } from '../words/title-sentence.ts';

/** Stops of the slider: the first day of each class, then "any time". */
const LAST_STOP = TIME_TO_CRIME_BUCKETS.length;
const stopDays = (stop: number) => TIME_TO_CRIME_BUCKETS[stop]?.fromDays ?? null;
const stopWords = (stop: number) => {
  const days = stopDays(stop);
  if (days === null) return say('any time');
  return days === 0 ? say('the day of sale') : edgeWords(days);
};

function lowStop(): number {
  const least = filter.value.ttcMin ?? 0;
  const found = TIME_TO_CRIME_BUCKETS.findLastIndex(({ fromDays }) => fromDays <= least);
  return Math.max(0, found);
}

function highStop(): number {
  const { ttcMax } = filter.value;
  if (ttcMax === undefined) return LAST_STOP;
  const found = TIME_TO_CRIME_BUCKETS.findIndex(({ toDays }) => toDays !== null && toDays - 1 >= ttcMax);
  return found === -1 ? LAST_STOP : found + 1;
}

function setStops(low: number, high: number): void {
  const min = stopDays(low);
  const max = stopDays(high);
  changeFilter({
    ttcMin: min === null || min === 0 ? undefined : min,
    ttcMax: max === null ? undefined : max - 1,
  });
}

/** Shows only the guns of one class; once more shows all again. */
export function toggleTimeToCrimeClass(index: number): void {
  const isOnly = isOnlyClass(index);
  setStops(isOnly ? 0 : index, isOnly ? LAST_STOP : index + 1);
}

export const isOnlyClass = (index: number) =>
  (filter.value.ttcMin !== undefined || filter.value.ttcMax !== undefined) &&
  lowStop() === index &&
  highStop() === index + 1;

/** Two-ended slider over ATF's classes of time-to-crime, and the classes with their counts. */
export function TimeToCrimeRange() {
  const { ttcMin, ttcMax } = filter.value;
  const isSet = ttcMin !== undefined || ttcMax !== undefined;
  const words = timeToCrimeWords(ttcMin, ttcMax);
  return (
    <fieldset class="ttc-range">
      <div class="section-head">
        <h3 title={say('Days from the first retail sale to recovery by police')}>
          {say('Time from sale to recovery')}
        </h3>
        {isSet && (
          <button
            type="button"
            class="link-button small"
            onClick={() => changeFilter({ ttcMin: undefined, ttcMax: undefined })}
          >
            {say('Clear')}
            <span class="visually-hidden"> {say('time from sale to recovery')}</span>
          </button>
        )}
      </div>
      <p class="small">{words === '' ? say('Any time, and unknown') : say('Sold {words}', { words })}</p>
      <Slider />
      <button
        type="button"
        class="button small"
        aria-pressed={ttcMin === undefined && ttcMax === 1095}
        onClick={() => setStops(0, LAST_STOP - 1)}
      >
        {say('Sold within 3 years')}
      </button>
      <ClassList />
    </fieldset>
  );
}

function Slider() {
  const low = lowStop();
  const high = highStop();
  const end = (which: 'low' | 'high', value: number, change: (next: number) => void) => (
    <input
      type="range"
      class={which}
      min={0}
      max={LAST_STOP}
      step={1}
      value={value}
      aria-label={
        which === 'low'
          ? say('Shortest time from sale to recovery')
          : say('Longest time from sale to recovery')
      }
      aria-valuetext={stopWords(value)}
      onChange={(event) => change(Number(event.currentTarget.value))}
    />
  );
  return (
    <div class="two-ended" style={{ '--low': low / LAST_STOP, '--high': high / LAST_STOP }}>
      <span class="track" aria-hidden="true" />
      {end('low', low, (next) => setStops(Math.min(next, high - 1), high))}
      {end('high', high, (next) => setStops(low, Math.max(next, low + 1)))}
      <span class="stops muted" aria-hidden="true">
        <span>0</span>
        <span>{say('3 mo')}</span>
        <span>{say('7 mo')}</span>
        <span>{say('1 y')}</span>
        <span>{say('2 y')}</span>
        <span>{say('3 y')}</span>
        <span>{say('any')}</span>
      </span>
    </div>
  );
}

function ClassList() {
  const counts = facets.timeToCrime.value?.timeToCrime;
  if (counts === undefined) return null;
  const known = counts.buckets.reduce((sum, { count }) => sum + count, 0);
  return (
    <ul class="class-list">
      {counts.buckets.map(({ id, label, count }, index) => (
        <li key={id}>
          <button
            type="button"
            class="class-button"
            aria-pressed={isOnlyClass(index)}
            title={say('{count} of known time-to-crime', { count: shareOf(count, known) })}
            onClick={() => toggleTimeToCrimeClass(index)}
          >
            <span class="swatch" style={{ background: `var(--ttc-${id})` }} />
            <span class="choice-label">{sayKnown(label)}</span>
            <span class="number muted">{formatCount(count)}</span>
          </button>
        </li>
      ))}
      <li class="class-row">
        <span class="swatch" style={{ background: 'var(--ttc-unknown)' }} />
        <span class="choice-label muted">{say('Unknown')}</span>
        <span class="number muted">{formatCount(counts.unknown)}</span>
      </li>
    </ul>
  );
}
