import type { ComponentChildren } from 'preact';
import { changePage, page } from '../state/page.ts';
import type { PageState } from '../state/page-state.ts';
import { formatPage } from '../state/page-state.ts';

interface OpenLinkProps {
  /** What is another on the page that it leads to. */
  readonly to: Partial<PageState>;
  readonly label?: string;
  /** Whether it leads to what is shown already. */
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** A link to something else on the page; one that the browser can open in a tab of its own. */
export function OpenLink({ to, label, current = false, children }: OpenLinkProps) {
  return (
    <a
      href={formatPage({ ...page.value, sort: null, ...to }) || '/'}
      aria-label={label}
      aria-current={current ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        changePage({ sort: null, ...to });
      }}
    >
      {children}
    </a>
  );
}
