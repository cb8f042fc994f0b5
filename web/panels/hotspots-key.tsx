import type { HotspotPeriod, HotspotRate, HotspotSubject } from '../../domain/hotspots.ts';
import { HOTSPOT_CLASSES, HOTSPOT_RINGS, HOTSPOT_SUBJECTS, isSignificant } from '../../domain/hotspots.ts';
import { shadeVariable } from '../map/hotspot-colours.ts';
import type { HotspotColour, HotspotShade } from '../state/hotspot-choice.ts';
import { EMERGING_SHADES, HOTSPOT_COLOURS, isOverTime } from '../state/hotspot-choice.ts';
import { changeHotspots, hotspotAccuracy, hotspotSurface, hotspots, shadeOf } from '../state/hotspots.ts';
import { page } from '../state/page.ts';
import { formatCount } from '../words/format.ts';
import {
  accuracyWords,
  methodWords,
  metres,
  SUBJECT_WORDS,
  shadeWords,
  untestedWords,
} from '../words/hotspot-words.ts';
import { say } from '../words/say.ts';
import { ErrorNote } from './error-note.tsx';
import { LeftOutNote, ShootingsNote } from './shootings-note.tsx';

/** What is counted and how, the classes as switches, and by which test they were come by. */
export function HotspotsKey() {
  return (
    <>
      <HotspotControls />
      <LeftOutNote />
      {page.value.hotspots.colour === 'surface' ? <SurfaceKey /> : <ClassesKey />}
      <ShootingsNote />
    </>
  );
}

const COLOUR_WORDS: Readonly<Record<HotspotColour, string>> = {
  class: say('How sure it is'),
  months: say('Course by month'),
  quarters: say('Course by quarter'),
  surface: say('Smooth surface (for looking)'),
} satisfies Readonly<Record<HotspotColour | Exclude<HotspotPeriod, 'none'>, string>>;

function HotspotControls() {
  const { of, rate, rings, colour } = page.value.hotspots;
  return (
    <div class="legend-controls">
      <Choice
        label={say('Count')}
        value={of}
        options={HOTSPOT_SUBJECTS.map((subject) => [subject, SUBJECT_WORDS[subject].label] as const)}
        onChange={(value) => changeHotspots({ of: value })}
      />
      <Choice
        label={say('Told as')}
        value={rate}
        options={ratesOf(of)}
        onChange={(value) => changeHotspots({ rate: value, ...(value !== 'none' && { colour: 'class' }) })}
      />
      <Choice
        label={say('Look around')}
        value={String(rings)}
        options={ringChoices()}
        onChange={(value) => changeHotspots({ rings: Number(value) })}
      />
      <Choice
        label={say('Colour by')}
        value={colour}
        options={HOTSPOT_COLOURS.map((one) => [one, COLOUR_WORDS[one]] as const)}
        onChange={(value) => changeHotspots({ colour: value })}
      />
    </div>
  );
}

/** What the counts of a subject may be told as: a share of the recoveries only of those sold within 3 years. */
const ratesOf = (of: HotspotSubject): readonly (readonly [HotspotRate, string])[] => [
  ['none', say('Counts')],
  ...(of === 'shortTimeToCrime' ? [['recoveries', say('Share of recoveries')] as const] : []),
  ['population', say('Per inhabitant')],
];

/** Rings of cells, with how far that is at the size shown. */
function ringChoices(): readonly (readonly [string, string])[] {
  const method = hotspots.value.value.answer?.method;
  const oneRing = method === undefined ? null : method.bandwidthMetres / method.rings;
  return Array.from({ length: HOTSPOT_RINGS.most }, (_, index) => {
    const rings = index + HOTSPOT_RINGS.least;
    const words = rings === 1 ? say('1 ring') : say('{rings} rings', { rings });
    return [String(rings), oneRing === null ? words : `${words}, ${metres(rings * oneRing)}`] as const;
  });
}

function Choice<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}) {
  return (
    <label class="row-field">
      <span>{label}</span>
      <select
        class="field"
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = options.find(([option]) => option === currentTarget.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

function ClassesKey() {
  const { answer, error, loading } = hotspots.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={hotspots.retry} />;
  if (answer === null) return <p class="legend-note">{say('Testing cells…')}</p>;
  const { method, totals, features } = answer;
  const untested = untestedWords(answer);
  if (untested !== null) return <p class="legend-note">{untested}</p>;
  const drawn = new Map<HotspotShade, number>();
  for (const feature of features) drawn.set(shadeOf(feature), (drawn.get(shadeOf(feature)) ?? 0) + 1);
  const shades = isOverTime(page.value.hotspots.colour)
    ? [...EMERGING_SHADES.filter((shade) => drawn.has(shade)), 'none' as const]
    : HOTSPOT_CLASSES;
  return (
    <>
      <ul class="legend-list" aria-busy={loading}>
        {shades.map((shade) => (
          <ShadeLine key={shade} shade={shade} cells={drawn.get(shade) ?? 0} />
        ))}
      </ul>
      <p class="legend-note">
        {say('{method} Hatched and outlined: significant.', { method: methodWords(method) })}
        {totals.unplaced > 0 &&
          say(' {unplaced} of {count} are known to an area only and not counted.', {
            unplaced: formatCount(totals.unplaced),
            count: formatCount(totals.count),
          })}
        {totals.uninhabited > 0 &&
          say(' {uninhabited} are where nobody is known to live.', {
            uninhabited: formatCount(totals.uninhabited),
          })}
        {totals.outsidePeriods > 0 &&
          say(' {outsidePeriods} lie in no whole period.', {
            outsidePeriods: formatCount(totals.outsidePeriods),
          })}
      </p>
      <Accuracy />
    </>
  );
}

function ShadeLine({ shade, cells }: { shade: HotspotShade; cells: number }) {
  const { only, of } = page.value.hotspots;
  const { label, means, letter } = shadeWords(shade);
  const isOnly = only.length === 1 && only[0] === shade;
  return (
    <li>
      <button
        type="button"
        class="legend-class"
        aria-pressed={isOnly}
        title={say('{means}. Click to show only these', { means })}
        disabled={cells === 0 && !isOnly}
        onClick={() => changeHotspots({ only: isOnly ? [] : [shade] })}
      >
        <span class={`swatch ${hatchClass(shade)}`} style={{ backgroundColor: swatchColour(shade) }}>
          {letter}
        </span>
        <span class="legend-label">{shade === 'none' ? SUBJECT_WORDS[of].byChance : label}</span>
        <span class="number muted">{formatCount(cells)}</span>
      </button>
    </li>
  );
}

/** Cells that stand out by nothing are drawn faintly. */
const swatchColour = (shade: HotspotShade): string =>
  shade === 'none' ? `color-mix(in srgb, ${shadeVariable(shade)} 35%, transparent)` : shadeVariable(shade);

function hatchClass(shade: HotspotShade): string {
  const found = HOTSPOT_CLASSES.find((one) => one === shade);
  if (found !== undefined && !isSignificant(found)) return '';
  return shade.startsWith('hot') ? 'hatched hot' : 'hatched cold';
}

function Accuracy() {
  const { answer } = hotspotAccuracy.value.value;
  return answer === null ? null : <p class="legend-note">{accuracyWords(answer)}</p>;
}

function SurfaceKey() {
  const { answer, error } = hotspotSurface.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={hotspotSurface.retry} />;
  if (answer === null) return <p class="legend-note">{say('Drawing the surface…')}</p>;
  if (answer.most === 0)
    return <p class="legend-note">{say('Nothing of this selection lies in what the map shows.')}</p>;
  return (
    <p class="legend-note">
      <span class="surface-ramp" aria-hidden="true" />
      {say(
        'None to {most} a square kilometre, spread over {bandwidthMetres} around each ({kernel} kernel). A picture, not a test: it has peaks whatever the data.',
        {
          most: formatCount(answer.most),
          bandwidthMetres: metres(answer.bandwidthMetres),
          kernel: answer.kernel,
        },
      )}
      {answer.totals.unplaced > 0 &&
        say(' {unplaced} are known to an area only and not in it.', {
          unplaced: formatCount(answer.totals.unplaced),
        })}
    </p>
  );
}
