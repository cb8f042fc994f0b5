import '../../styles/region-page.css';
import '../../styles/table.css';
import '../../styles/form.css';
import './times-view.css';
import * as Plot from '@observablehq/plot';
import { stateByCode } from '../../../domain/geography/states.ts';
import { FEW_RECORDS } from '../../../domain/statistics/few-records.ts';
import type { TimeGrouping, TimesToCrimeAnswer } from '../../../domain/times-to-crime-responses.ts';
import { TIME_GROUPINGS } from '../../../domain/times-to-crime-responses.ts';
import { FIREARM_TYPES } from '../../../domain/vocabulary.ts';
import { withParameters } from '../../api/endpoints.ts';
import { getTimesToCrime } from '../../api/times-to-crime.ts';
import { listenToSpan } from '../../charts/brush-span.ts';
import type { PlotRoom } from '../../charts/plot-figure.tsx';
import { PlotFigure } from '../../charts/plot-figure.tsx';
import type { SlideChart } from '../../charts/slide-chart.ts';
import { BriefingActions } from '../../panels/briefing/briefing-actions.tsx';
import { LoadError } from '../../panels/load-error.tsx';
import { NothingSelected } from '../../panels/nothing-selected.tsx';
import { Notice } from '../../panels/notice.tsx';
import { SelectField } from '../../panels/select-field.tsx';
import { wordsOfGuns } from '../../state/briefings.ts';
import { changePage, filter, filterQuery, page } from '../../state/page.ts';
import { dataChanges } from '../../state/session.ts';
import { shownSentence } from '../../state/shown-sentence.ts';
import { shareWords } from '../../words/dealer-words.ts';
import { FIREARM_TYPE_WORDS } from '../../words/firearm-words.ts';
import { formatCount, formatDays, formatRate, formatShare, guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { ShownFilter } from '../corridors/shown-filter.tsx';
import { useLoaded } from '../use-loaded.ts';
import { chooseDays, DaysChoice } from './days-choice.tsx';

type Group = TimesToCrimeAnswer['groups'][number];

const GROUPING_WORDS: Readonly<Record<TimeGrouping, string>> = {
  firearm_type: say('type of gun'),
  source_state: say('state of sale'),
  recovery_state: say('state of recovery'),
  year: say('year of recovery'),
};

/** Curves drawn at most: more cannot be told apart. */
const MOST_CURVES = 6;
const DAYS_A_YEAR = 365;
const MOST_YEARS = 10;

/** How soon after their sale traced guns were recovered, by group, with how sure that is. */
export function TimesView() {
  const { timesBy } = page.value;
  const query = withParameters(filterQuery.value, { by: timesBy });
  const { value, error, reload } = useLoaded(
    (signal) => getTimesToCrime(query, signal),
    `times ${dataChanges.value} ${query}`,
  );
  const traced = value === null ? null : value.groups.reduce((sum, group) => sum + group.guns, 0);
  return (
    <div class="region-page">
      <header class="region-head">
        <div>
          <h1>{say('Time-to-crime')}</h1>
          <ShownFilter traced={traced} hasFailed={error !== null} />
          {value !== null && traced !== 0 && <p>{correctedWords(value)}</p>}
        </div>
        <BriefingActions heading={say('Time-to-crime: {filter}', { filter: wordsOfGuns(filter.value) })} />
        <SelectField
          label={say('By')}
          isBeside
          value={timesBy}
          options={TIME_GROUPINGS.map((one) => ({ value: one, label: GROUPING_WORDS[one] }))}
          onChange={(chosen) => changePage({ timesBy: chosen }, 'same')}
        />
      </header>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Looking up times …')}</p>}
      {traced === 0 && <NothingSelected guns="traced" />}
      <DaysChoice />
      {value !== null && traced !== 0 && <Times value={value} />}
      <Notice />
    </div>
  );
}

function Times({ value }: { readonly value: TimesToCrimeAnswer }) {
  const drawn = value.groups
    .filter(({ key, known }) => key !== null && known >= FEW_RECORDS)
    .slice(0, MOST_CURVES);
  return (
    <section aria-label={say('How soon guns were recovered')}>
      {drawn.length === 0 ? (
        <>
          <p class="muted">
            {say('No group has {fewRecords} guns or more with both days known: too few to draw a curve.', {
              fewRecords: FEW_RECORDS,
            })}
          </p>
          <div class="plot-table">
            <GroupTable value={value} />
          </div>
        </>
      ) : (
        <PlotFigure
          title={say('Part of the guns recovered by time since their sale, by {by}', {
            by: GROUPING_WORDS[value.by],
          })}
          caption={say(
            'Across: years since the sale. Up: part of the traced guns with both days known that was recovered by then. {testWords}',
            { testWords: testWords(value) },
          )}
          hint={say('Drag across to filter page, map and tables to that time.')}
          outOf={outOfWords(value)}
          chart={curvesChart(value, drawn)}
          of={value}
          plot={(room) => curvesPlot(value, drawn, room)}
          listen={(chart) =>
            listenToSpan(chart, (from, to) =>
              chooseDays(Math.round(from * DAYS_A_YEAR), Math.round(to * DAYS_A_YEAR)),
            )
          }
          table={<GroupTable value={value} />}
          how={<How />}
        />
      )}
    </section>
  );
}

/** How many guns the curves rest on. */
function outOfWords({ groups }: TimesToCrimeAnswer): string {
  const sum = (of: (group: Group) => number) => groups.reduce((total, group) => total + of(group), 0);
  const [traced, known] = [sum((group) => group.guns), sum((group) => group.known)];
  const part = traced === 0 ? '' : ` (${formatShare(known / traced)})`;
  return say('Of {traced} and traced to a dealer. Both days are known of {known}{part}.', {
    traced: shownSentence(traced),
    known: formatCount(known),
    part,
  });
}

/** Points of an editable curve, four a year. */
const POINTS_A_YEAR = 4;

function curvesChart(value: TimesToCrimeAnswer, drawn: readonly Group[]): SlideChart {
  const points = yearsDrawn(filter.value.ttcMax) * POINTS_A_YEAR;
  const years = Array.from({ length: points + 1 }, (_, index) => index / POINTS_A_YEAR);
  return {
    kind: 'line',
    isShare: true,
    across: say('Years since the sale'),
    up: say('Recovered by then'),
    names: years.map(String),
    series: drawn.map(({ key, curve }) => ({
      name: nameOf(value.by, key),
      values: years.map((year) => recoveredBy(curve, year * DAYS_A_YEAR)),
    })),
  };
}

/** The part recovered within so many days: none before the first, and not known beyond the last. */
function recoveredBy(curve: Group['curve'], days: number): number | null {
  const last = curve.at(-1);
  if (last === undefined || days > last.days) return null;
  return curve.findLast((point) => point.days <= days)?.recovered ?? 0;
}

const MARGIN_TOP = 20;
const MARGIN_BOTTOM = 40;
const NAME_HEIGHT = 15;
/** Lines differ by dashes too, and carry their names. */
const DASHES = ['none', '6,3', '2,3', '8,3,2,3', '1,4', '10,4'];

function curvesPlot(
  value: TimesToCrimeAnswer,
  drawn: readonly Group[],
  { palette, ink, width }: PlotRoom,
): Plot.PlotOptions {
  const colours = [
    palette.sold,
    palette.recovered,
    palette.flow,
    palette.link,
    palette.debrief,
    palette.theft,
  ];
  const height = Math.min(420, Math.max(260, width * 0.5));
  const years = yearsDrawn(filter.value.ttcMax);
  return {
    height,
    marginTop: MARGIN_TOP,
    marginLeft: 48,
    marginRight: width < 600 ? 76 : 130,
    marginBottom: MARGIN_BOTTOM,
    x: { label: say('Years since the sale →'), domain: [0, years], ticks: 5 },
    y: { label: say('↑ Recovered by then'), percent: true, domain: [0, 100], grid: true, ticks: 5 },
    marks: [
      ...drawn.flatMap((group, index) => {
        const points = group.curve
          .map(({ days, recovered }) => ({ years: days / DAYS_A_YEAR, recovered }))
          .filter((point) => point.years <= years);
        return [
          Plot.line(points, {
            x: 'years',
            y: 'recovered',
            stroke: colours[index] ?? ink,
            strokeWidth: 2,
            strokeDasharray: DASHES[index] ?? 'none',
            curve: 'step-after',
          }),
        ];
      }),
      Plot.text(apart(drawn, height - MARGIN_TOP - MARGIN_BOTTOM), {
        x: () => years,
        y: 'at',
        text: ({ group }: { group: Group }) => nameOf(value.by, group.key),
        dx: 6,
        textAnchor: 'start',
        fontSize: 12,
        fill: ink,
      }),
    ],
  };
}

/** Years of the axis: whole ones that hold all of the times asked for, and ten at most. */
const yearsDrawn = (ttcMax: number | undefined): number =>
  Math.max(1, Math.min(MOST_YEARS, Math.ceil((ttcMax ?? Number.POSITIVE_INFINITY) / DAYS_A_YEAR)));

/** Names at the ends of curves, moved down as far as they need to be to stand apart on an axis so many pixels long. */
function apart(
  drawn: readonly Group[],
  axisLength: number,
): readonly { readonly group: Group; readonly at: number }[] {
  const gap = NAME_HEIGHT / axisLength;
  const ends = drawn
    .map((group) => ({ group, at: group.curve.at(-1)?.recovered ?? 0 }))
    .sort((a, b) => b.at - a.at);
  let above = Number.POSITIVE_INFINITY;
  return ends.map(({ group, at }) => {
    above = Math.min(at, above - gap);
    return { group, at: above };
  });
}

function GroupTable({ value }: { readonly value: TimesToCrimeAnswer }) {
  return (
    <table class="data-table">
      <caption class="visually-hidden">
        {say('Time-to-crime by {by}', { by: GROUPING_WORDS[value.by] })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{GROUPING_WORDS[value.by]}</th>
          <th scope="col" class="numeric">
            {say('Guns')}
          </th>
          <th scope="col" class="numeric">
            {say('Days known')}
          </th>
          <th scope="col" class="numeric">
            {say('Half within (95 % interval)')}
          </th>
          <th scope="col" class="numeric">
            {say('Within a year')}
          </th>
          <th scope="col" class="numeric">
            {say('Within 3 years')}
          </th>
        </tr>
      </thead>
      <tbody>
        {value.groups.map((group) => (
          <tr key={group.key ?? ''}>
            <td>{nameOf(value.by, group.key)}</td>
            <td class="numeric">{formatCount(group.guns)}</td>
            <td
              class="numeric"
              title={
                group.known < FEW_RECORDS
                  ? say('Rests on {known} only', { known: guns(group.known) })
                  : undefined
              }
            >
              {formatCount(group.known)}
              {group.known < FEW_RECORDS && '*'}
            </td>
            <td class="numeric">{medianWords(group.median)}</td>
            <td class="numeric">{group.withinYear === null ? '–' : shareWords(group.withinYear)}</td>
            <td class="numeric">
              {group.withinThreeYears === null ? '–' : shareWords(group.withinThreeYears)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function How() {
  return (
    <>
      <p>
        {say(
          'Time-to-crime is the days from the first sale to the recovery. Guns of which either day is unknown have none: they are counted, and left out of all else. Medians and their intervals are Kaplan and Meier’s (1958), shares have exact binomial intervals, and groups are compared by the log-rank test (Mantel 1966), those of {fewRecords} guns or more.',
          { fewRecords: FEW_RECORDS },
        )}
      </p>
      <p>
        {say(
          'Traced guns are seen only because they were recovered: of guns sold last year only quick recoveries can be seen. So the curves rise faster than all guns of a sale would. The sentence at the top allows for that (Kalbfleisch and Lawless 1989); it supposes that times did not change with the date of sale.',
        )}
      </p>
    </>
  );
}

function nameOf(by: TimeGrouping, key: string | null): string {
  if (key === null) return 'unknown';
  if (by === 'year') return key;
  if (by !== 'firearm_type') return stateByCode(key)?.name ?? key;
  const type = FIREARM_TYPES.find((one) => one === key);
  return type === undefined ? key : FIREARM_TYPE_WORDS[type].label;
}

function medianWords(median: Group['median']): string {
  if (median === null || median.value === null) return '–';
  const limit = (days: number | null) => (days === null ? say('beyond') : formatDays(days));
  return say('{median} ({low} to {high})', {
    median: formatDays(median.value),
    low: limit(median.low),
    high: limit(median.high),
  });
}

function testWords({ logRank }: TimesToCrimeAnswer): string {
  if (logRank === null) return '';
  const { chiSquare, degreesOfFreedom, p, groups } = logRank;
  const words =
    p < 0.05 ? say('Times differ between the groups') : say('No difference between the groups is shown');
  return say('{words} (log-rank over {groups}, χ² {chiSquare} of {degreesOfFreedom}, p {words2}).', {
    words,
    groups,
    chiSquare: formatRate(chiSquare),
    degreesOfFreedom,
    words2: p < 0.001 ? '< 0.001' : p.toFixed(3),
  });
}

function correctedWords({ corrected }: TimesToCrimeAnswer): string {
  if (corrected === null) return say('Too few days are known to allow for recent sales.');
  const years = Math.round(corrected.horizonDays / DAYS_A_YEAR);
  const told = corrected.parts.find(({ years: one }) => one === 3) ?? corrected.parts[0];
  if (told === undefined)
    return say('The sales known are too recent to tell how soon guns come to be recovered.');
  return say(
    'Of the guns that are recovered within {years} years of their sale, {part} are recovered within {words}, once it is allowed for that of recent sales only quick recoveries can be seen ({asSeen} as counted).',
    {
      years,
      part: formatShare(told.part),
      words: told.years === 1 ? say('one year') : say('{years} years', { years: told.years }),
      asSeen: formatShare(told.asSeen),
    },
  );
}
