import { drawingKey } from './state/corridor-draft.ts';
import { railOpen } from './state/layout.ts';
import { changePage, clearSelection, page } from './state/page.ts';
import { pin } from './state/pin.ts';
import { printer } from './state/printer.ts';
import { stepMonths, togglePlay } from './state/time-play.ts';
import { viewKeys } from './state/view-keys.ts';
import { permittedViews } from './views/permitted-views.ts';

/**
 * Listens to the keys of the whole page. After `g` the next key names a view, however long it takes: the letters of
 * views mean nothing else, and a page busy drawing must not lose them. Returns how to stop.
 */
export function listenToKeys(openHelp: () => void): () => void {
  let isChord = false;
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'p' && (event.ctrlKey || event.metaKey) && printer.value !== null) {
      event.preventDefault();
      printer.value();
      return;
    }
    // What has been acted on by the part with the focus (the map, a slider) is done.
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target))
      return;
    const view = isChord ? permittedViews().find(({ key }) => key === event.key) : undefined;
    isChord = event.key === 'g';
    if (view !== undefined) changePage({ view: view.id });
    else if (event.key === '?') openHelp();
    else if (!isChord && !runViewKey(event)) return;
    event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function runViewKey(event: KeyboardEvent): boolean {
  if (page.value.view !== 'map') return viewKeys.value?.(event) ?? false;
  if (drawingKey(event.key)) return true;
  if (event.key === ' ') return playByKey(event);
  const act = MAP_KEYS[event.key];
  act?.();
  return act !== undefined;
}

/** A space presses the button that has the focus; elsewhere it plays, once however long it is held. */
function playByKey({ target, repeat }: KeyboardEvent): boolean {
  const isPressed =
    target instanceof Element && target.closest('button, a, input, summary, [role]:not(.maplibregl-canvas)');
  if (isPressed) return false;
  if (!repeat) togglePlay();
  return true;
}

const MAP_KEYS: Readonly<Record<string, () => void>> = {
  '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
  f: () => changePage({ rail: !railOpen.value }, 'same'),
  t: () => changePage({ table: page.value.table === null ? 'flows' : null, sort: null }, 'same'),
  '[': () => stepMonths(-1),
  ']': () => stepMonths(1),
  Escape: () => {
    pin.value = null;
    if (page.value.selection.length > 0) clearSelection();
  },
};

/**
 * In a text field letters are text; on boxes, sliders and buttons they are keys. An open dialog keeps its keys. A closed
 * one does not: the focus stays on its button until its `close` event is heard, when there is nothing to return it to.
 */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'range', 'radio', 'button'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof Element && target.closest('dialog[open]') !== null)
  );
}
