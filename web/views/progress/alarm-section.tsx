import type { Progress } from '../../../domain/progress.ts';
import { formatCount, formatMonth } from '../../words/format.ts';
import { CHART_WORDS } from '../../words/progress-words.ts';
import { say } from '../../words/say.ts';

/** Charts that watch the months after, and the months in which they alarmed. */
export function AlarmSection({ value }: { readonly value: Progress }) {
  const { charts, series } = value;
  if (charts.length === 0) return null;
  const dispersion = 'dispersion' in series ? series.dispersion : 1;
  return (
    <section aria-labelledby="progress-alarms">
      <h2 id="progress-alarms">{say('Since when could it be told?')}</h2>
      <p class="muted small">
        {say(
          'Charts that watch month by month whether the counts leave what their own trend and season led to expect: what hit everything alarms them too. By chance alone each would alarm once in so many months',
        )}
        {dispersion > 1.2 &&
          say(
            '; here counts vary {dispersion} times as much as by chance, so that false alarms come sooner',
            { dispersion: dispersion.toFixed(1) },
          )}
        {say('. Triangles in the picture above.')}
      </p>
      <dl class="progress-alarms">
        {charts.map(({ chart, alarms, runLengthMonths }) => (
          <div key={chart}>
            <dt>{CHART_WORDS[chart]}</dt>
            <dd>
              {alarms.length === 0
                ? say('No alarm')
                : say('Alarm in {month}', { month: alarms.map(formatMonth).join(', ') })}
              <span class="muted small">
                {' '}
                {say('(false alarm once in {runLengthMonths} months)', {
                  runLengthMonths: formatCount(runLengthMonths),
                })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
