import { listSetAside } from '../../api/tracing.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { dataChanges } from '../../state/session.ts';
import { guns } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { RequestTable } from './request-table.tsx';

/** Guns that were taken out of the queue; nothing where there are none. */
export function SetAsideSection({ changes, onChanged }: { changes: number; onChanged: () => void }) {
  const { value, error, reload } = useLoaded(listSetAside, `set aside ${changes} ${dataChanges.value}`);
  if (error !== null) return <LoadError message={error} onRetry={reload} />;
  if (value === null || value.total === 0) return null;
  return (
    <details class="tracing-aside">
      <summary>
        {say('{total} taken out of the queue as not traceable', { total: guns(value.total) })}
      </summary>
      <RequestTable caption={say('Guns taken out of the queue')} items={value.items} onChanged={onChanged} />
    </details>
  );
}
