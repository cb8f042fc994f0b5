import { useEffect, useRef } from 'preact/hooks';
import { page } from '../state/page.ts';
import type { ViewId } from '../state/page-state.ts';
import { BRIEFING_KEYS } from '../views/briefings/briefing-keys.ts';
import { JOIN_KEYS } from '../views/joins/join-keys.ts';
import { permittedViews } from '../views/permitted-views.ts';
import { REVIEW_KEYS } from '../views/review/review-keys.ts';
import { NOTICE } from '../words/notice-words.ts';
import { say } from '../words/say.ts';
import { Icon } from './icon.tsx';

const PRINT_KEY = [say('Ctrl and p (⌘ and p)'), say('Lay what is shown out on paper and print it')] as const;

const MAP_KEYS: readonly (readonly [string, string])[] = [
  ['/', say('Search for a place or an address')],
  ['f', say('Open or close the filters')],
  ['t', say('Open or close the table')],
  ['space', say('Play through the months, or pause')],
  ['[ and ]', say('Step the months back and on')],
  [say('Esc'), say('Clear what is selected or was searched for')],
  [say('Arrow keys, + and −'), say('Move and zoom the map, when it has the focus')],
  [say('Shift and click'), say('Add to what is selected')],
  [say('Enter, Backspace, Esc'), say('While an area is drawn: close it, take the last corner back, give up')],
  PRINT_KEY,
];
/** Those of the views one may use, and of the page itself. */
const keysEverywhere = (): readonly (readonly [string, string])[] => [
  ...permittedViews().flatMap(({ key, label }) =>
    key === null ? [] : [[say('g then {key}', { key }), say('Open {label}', { label })] as const],
  ),
  ['?', say('Show this list')],
];
const KEYS_OF_VIEW: Readonly<Record<ViewId, readonly (readonly [string, string])[]>> = {
  map: MAP_KEYS,
  gun: [],
  corridors: [],
  dealers: [],
  purchasers: [],
  watches: [],
  times: [PRINT_KEY],
  firearms: [PRINT_KEY],
  progress: [PRINT_KEY],
  briefings: [...BRIEFING_KEYS, PRINT_KEY],
  released: [PRINT_KEY],
  together: [],
  persons: [],
  joins: JOIN_KEYS,
  review: REVIEW_KEYS,
  data: [],
  tracing: [],
  sharing: [],
  administration: [],
  audit: [],
  account: [],
};

export function HelpDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog class="help" ref={dialog} onClose={onClose} aria-labelledby="help-title">
      <header>
        <h2 id="help-title">{say('Keys')}</h2>
        <button
          type="button"
          class="button quiet icon"
          aria-label={say('Close')}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </header>
      <dl class="keys">
        {[...KEYS_OF_VIEW[page.value.view], ...keysEverywhere()].map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <h2>{say('How to read the figures')}</h2>
      <p>{NOTICE}</p>
      <p>
        <strong>{say('Time-to-crime')}</strong>{' '}
        {say(
          'is the days from the first retail sale of a gun to its recovery by police. “Sold within 3 years” means at most 1,095 days. It is unknown where one of the two dates is.',
        )}
      </p>
      <p>
        {say(
          'A recovery is drawn as a point only where its street is known. The others count in their area, and the legend says how many they are.',
        )}
      </p>
    </dialog>
  );
}
