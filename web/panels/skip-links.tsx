import { useSignal } from '@preact/signals';
import { layout, railOpen } from '../state/layout.ts';
import { changePage, page } from '../state/page.ts';
import { say } from '../words/say.ts';

interface SkipTarget {
  readonly label: string;
  /** What is focused; it may be there only once `open` has been rendered. */
  readonly selector: string;
  readonly open?: () => void;
}

const CONTENT_ID = 'content';
const CONTENT: SkipTarget = { label: say('Skip to content'), selector: '#content' };
const MAP: SkipTarget = { label: say('Skip to the map'), selector: '#content .maplibregl-canvas' };
const SHEET: SkipTarget = {
  label: say('Skip to filters and table'),
  selector: '#content [role="tab"][aria-selected="true"]',
};
const FILTERS: SkipTarget = {
  label: say('Skip to the filters'),
  selector: '#content .rail',
  open: () => {
    if (!railOpen.value) changePage({ rail: true }, 'same');
  },
};
const TABLE_OF_MAP: SkipTarget = {
  label: say('Skip to the table'),
  selector: '#content .table-panel',
  open: () => {
    if (page.value.table === null) changePage({ table: 'flows', sort: null }, 'same');
  },
};
const TABLE: SkipTarget = { label: say('Skip to the table'), selector: '#content :is(.table-scroll, table)' };

/** The first thing Tab comes to: ways past the top bar, seen while one of them has the focus (WCAG 2.4.1). */
export function SkipLinks() {
  const hasTable = useSignal(false);
  // Tables come and go with what is loaded: looked for when it matters.
  const look = () => {
    hasTable.value = document.querySelector(TABLE.selector) !== null;
  };
  return (
    <nav class="skip-links" aria-label={say('Skip')} onFocusCapture={look}>
      {targetsOf(hasTable.value).map((target) => (
        <a
          key={target.label}
          class="button primary"
          href={`#${CONTENT_ID}`}
          onClick={(event) => {
            event.preventDefault();
            void goTo(target);
          }}
        >
          {target.label}
        </a>
      ))}
    </nav>
  );
}

function targetsOf(hasTable: boolean): readonly SkipTarget[] {
  if (page.value.view !== 'map') return hasTable ? [CONTENT, TABLE] : [CONTENT];
  return layout.value === 'narrow' ? [CONTENT, MAP, SHEET] : [CONTENT, TABLE_OF_MAP, MAP, FILTERS];
}

async function goTo({ selector, open }: SkipTarget): Promise<void> {
  open?.();
  await new Promise(requestAnimationFrame);
  const target = document.querySelector<HTMLElement>(selector);
  // A table has no place in the order of Tab, but may be gone to.
  if (target !== null && !target.hasAttribute('tabindex') && target.tabIndex < 0) target.tabIndex = -1;
  target?.focus();
}
