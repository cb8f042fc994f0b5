import { stepMonths } from './charts/time-strip.tsx';
import { railOpen } from './state/layout.ts';
import { changePage, clearSelection, page } from './state/page.ts';
import { VIEWS } from './views/registry.ts';

/** How long after `g` the letter of a view may follow. */
const CHORD_MS = 1500;

/** Listens to the keys of the whole page. Returns how to stop. */
export function listenToKeys(openHelp: () => void): () => void {
  let chordUntil = 0;
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    // By when the keys were pressed: a page busy drawing may hear of them late.
    const isChord = event.timeStamp < chordUntil;
    chordUntil = 0;
    const view = VIEWS.find(({ key }) => key === event.key);
    if (isChord && view !== undefined) changePage({ view: view.id });
    else if (event.key === 'g') chordUntil = event.timeStamp + CHORD_MS;
    else if (event.key === '?') openHelp();
    else if (page.value.view !== 'map' || !runMapKey(event.key)) return;
    event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

function runMapKey(key: string): boolean {
  const act = MAP_KEYS[key];
  act?.();
  return act !== undefined;
}

const MAP_KEYS: Readonly<Record<string, () => void>> = {
  '/': () => document.querySelector<HTMLInputElement>('[data-search]')?.focus(),
  f: () => changePage({ rail: !railOpen.value }, 'same'),
  t: () => changePage({ table: page.value.table === null ? 'flows' : null, sort: null }, 'same'),
  '[': () => stepMonths(-1),
  ']': () => stepMonths(1),
  Escape: () => {
    if (page.value.selection.length > 0) clearSelection();
  },
};

/** In a text field letters are text; on boxes, sliders and buttons they are keys. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'range', 'radio', 'button'].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement ||
    (target instanceof Element && target.closest('dialog') !== null)
  );
}
