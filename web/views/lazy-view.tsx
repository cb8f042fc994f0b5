import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect } from 'preact/hooks';
import { openLoads } from '../state/open-loads.ts';
import { say } from '../words/say.ts';

/** A view whose code is loaded when it is first opened: most visits do without it. */
export function lazyView(load: () => Promise<ComponentType>): ComponentType {
  const loaded = signal<{ readonly View: ComponentType } | 'failed' | null>(null);
  const open = async () => {
    loaded.value = null;
    openLoads.value += 1;
    loaded.value = await load().then(
      (View) => ({ View }),
      () => 'failed' as const,
    );
    openLoads.value -= 1;
  };
  return function LazyView() {
    useEffect(() => {
      if (loaded.peek() === null) void open();
    }, []);
    if (loaded.value === null) return <p class="empty muted">{say('Loading …')}</p>;
    if (loaded.value !== 'failed') return <loaded.value.View />;
    return (
      <div class="empty" role="alert">
        <h2>{say('This view could not be loaded')}</h2>
        <p>{say('Nothing was lost. Check that the server is running, then reload the page.')}</p>
        <button type="button" class="button primary" onClick={() => window.location.reload()}>
          {say('Reload the page')}
        </button>
      </div>
    );
  };
}
