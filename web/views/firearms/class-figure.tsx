import { periodEnd } from '../../../domain/firearms/periods.ts';
import type { FirearmsAnswer } from '../../../domain/firearms-responses.ts';
import { listenToSpan } from '../../charts/brush-span.ts';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import { changeFilter } from '../../state/page.ts';
import { shownSentence } from '../../state/shown-sentence.ts';
import { GROUPING_WORDS, periodWords, UNIT_WORDS } from '../../words/firearm-class-words.ts';
import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { classesChart, shareChart } from './class-charts.ts';
import { classesPlot, sharePlot, wholeOnly } from './class-plots.ts';
import { ClassTable } from './class-table.tsx';
import { PeriodTable } from './period-table.tsx';

/** The classes over time as a chart, all of them as a table that filters, and how it is worked out. */
export function ClassFigure({ value }: { readonly value: FirearmsAnswer }) {
  const { by, unit } = value;
  const isShare = by === 'ghost' || by === 'serial';
  const drawn = wholeOnly(value);
  const [first] = drawn.periods;
  const last = drawn.periods.at(-1);
  return (
    <>
      {(first === undefined || last === undefined) && (
        <p class="muted">
          {say(
            'The records cover no whole {unit}: too little to draw. Choose shorter periods or widen the dates.',
            { unit: UNIT_WORDS[unit] },
          )}
        </p>
      )}
      {first !== undefined && last !== undefined && (
        <PlotFigure
          title={
            isShare
              ? say('Share of the guns recovered each {unit} that {words}', {
                  unit: UNIT_WORDS[unit],
                  words:
                    by === 'ghost'
                      ? say('are recorded as privately made')
                      : say('have an obliterated serial number'),
                })
              : say('Guns recovered each {unit}, by {by}', { unit: UNIT_WORDS[unit], by: GROUPING_WORDS[by] })
          }
          caption={say('{first} to {last}.{partlyWords}{words}', {
            first: periodWords(first, unit),
            last: periodWords(last, unit),
            partlyWords: partlyWords(value, drawn),
            words: isShare ? say(' Shaded: 95 % interval.') : '',
          })}
          hint={say('Drag across to filter to a time.')}
          outOf={say('Of {guns}.{words}', {
            guns: shownSentence(value.guns),
            words:
              value.undated > 0
                ? say(' {undated} have no day of recovery and are in no period.', {
                    undated: formatCount(value.undated),
                  })
                : '',
          })}
          chart={isShare ? shareChart(drawn) : classesChart(drawn)}
          of={value}
          plot={(room) => (isShare ? sharePlot(drawn, room) : classesPlot(drawn, room))}
          table={<PeriodTable value={value} />}
          how={<How />}
          listen={(chart) => listenToSpan(chart, (from, to) => filterTo(value, from, to))}
        />
      )}
      <section aria-labelledby="classes">
        <h2 id="classes">{say('All of them')}</h2>
        <p class="muted small">
          {say(
            'Shares are of all guns of which it is told. A click on a class filters to it, where a filter asks for it. Read a change beside that of all guns.',
          )}
        </p>
        <ClassTable value={value} />
      </section>
    </>
  );
}

/** That periods at the ends are not drawn. */
function partlyWords({ periods, unit }: FirearmsAnswer, drawn: FirearmsAnswer): string {
  const left = periods.filter((start) => !drawn.periods.includes(start));
  if (left.length === 0) return '';
  const words = left.map((start) => periodWords(start, unit)).join(' and ');
  return say(' {words} {words2} not whole in the records and not drawn.', {
    words,
    words2: left.length === 1 ? say('is') : say('are'),
  });
}

/** Whole periods that the span touches, in milliseconds since 1970. */
function filterTo({ periods, unit }: FirearmsAnswer, from: number, to: number): void {
  const [first = '', last = ''] = [from, to].map((one) => new Date(one).toISOString().slice(0, 10));
  const touched = periods.filter((start) => start <= last && periodEnd(start, unit) > first);
  const end = touched.at(-1);
  if (touched[0] === undefined || end === undefined) return;
  changeFilter({ recoveredFrom: touched[0], recoveredTo: periodEnd(end, unit) });
}

function How() {
  return (
    <>
      <p>
        {say(
          'All recovered guns of the selection count, traced or not, by the day of recovery. One maker is told once, however files write it; the ten largest classes are told, the others together. Shares have exact binomial intervals; medians of time-to-crime are Kaplan and Meier’s. The last 12 months are compared with the 12 before by the exact ratio of two rates; fewer than 20 guns in both are not compared.',
        )}
      </p>
      <p>
        <strong>{say('Privately made guns (“ghost guns”)')}</strong>{' '}
        {say(
          'are those that maker or model call so: PMF, homemade, 80 percent, or the kits of Polymer80. Many agencies had no word for them before ATF’s rule of August 2022, wrote “unknown” or the maker of a part, and began to count them at different times. A rise can be one of recording. They have no serial number to be traced by, so few have a time-to-crime.',
        )}
      </p>
      <p>
        <strong>{say('Obliterated')}</strong>{' '}
        {say(
          'is what files call a number that was removed. A number restored in the laboratory may be recorded as plain.',
        )}
      </p>
    </>
  );
}
