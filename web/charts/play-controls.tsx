import { Icon } from '../panels/icon.tsx';
import { asksForLessMotion } from '../state/layout.ts';
import { changePage, page } from '../state/page.ts';
import { PLAY_PACES, type PlayPace } from '../state/page-state.ts';
import { isPlaying, months, said, stepMonths, togglePlay } from '../state/time-play.ts';
import { say } from '../words/say.ts';
import { PLAY_MODES, type PlayMode } from './month-steps.ts';

const MODE_WORDS: Readonly<Record<PlayMode, string>> = {
  window: say('Window'),
  cumulative: say('Cumulative'),
};
const PACE_WORDS: Readonly<Record<PlayPace, string>> = {
  slow: say('Slow'),
  normal: say('Normal'),
  fast: say('Fast'),
};

/** Plays through the months, or steps through them one by one. */
export function PlayControls() {
  const canStep = (months.value?.months.length ?? 0) > 1;
  return (
    <fieldset class="play-controls" aria-label={say('Play through the months')} disabled={!canStep}>
      <StepButton steps={-1} label={say('One month back')} title={say('One month back ([)')} />
      <PlayButton />
      <StepButton steps={1} label={say('One month on')} title={say('One month on (])')} />
      <label
        class="play-choice"
        title={say('Window: the chosen months move on. Cumulative: their first month stays.')}
      >
        <span class="visually-hidden">{say('What a step moves')}</span>
        <select
          class="field"
          value={page.value.play}
          onChange={({ currentTarget: { value } }) =>
            changePage({ play: PLAY_MODES.find((mode) => mode === value) ?? 'window' }, 'same')
          }
        >
          {PLAY_MODES.map((mode) => (
            <option key={mode} value={mode}>
              {MODE_WORDS[mode]}
            </option>
          ))}
        </select>
      </label>
      <label class="play-choice" title={say('How long each step stays on screen once it is drawn')}>
        <span class="visually-hidden">{say('Speed')}</span>
        <select
          class="field"
          value={page.value.pace}
          onChange={({ currentTarget: { value } }) =>
            changePage({ pace: PLAY_PACES.find((pace) => pace === value) ?? 'normal' }, 'same')
          }
        >
          {PLAY_PACES.map((pace) => (
            <option key={pace} value={pace}>
              {PACE_WORDS[pace]}
            </option>
          ))}
        </select>
      </label>
      <span class="visually-hidden" aria-live="polite" data-played>
        {said.value}
      </span>
    </fieldset>
  );
}

function StepButton({ steps, label, title }: { steps: -1 | 1; label: string; title: string }) {
  return (
    <button
      type="button"
      class="button quiet icon"
      aria-label={label}
      title={title}
      onClick={() => stepMonths(steps)}
    >
      <Icon name={steps < 0 ? 'stepBack' : 'stepOn'} />
    </button>
  );
}

function PlayButton() {
  const playing = isPlaying.value;
  const title = asksForLessMotion.value
    ? say('Your system asks for less motion: each press shows the next months (space)')
    : `${playing ? say('Pause') : say('Play')} (space)`;
  return (
    <button
      type="button"
      class="button icon"
      aria-label={playing ? say('Pause') : say('Play')}
      title={title}
      onClick={togglePlay}
    >
      <Icon name={playing ? 'pause' : 'play'} />
    </button>
  );
}
