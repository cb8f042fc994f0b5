import type { AgencyEntry } from '../../api/imports.ts';
import { LoadError } from '../../panels/load-error.tsx';
import { formatCount } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import type { Loaded } from '../use-loaded.ts';

/** The agencies of the region. */
export function AgencyTable({ agencies }: { agencies: Loaded<readonly AgencyEntry[]> }) {
  const { value, error, reload } = agencies;
  return (
    <section aria-labelledby="agencies-title">
      <h2 id="agencies-title">
        {value === null ? say('Agencies') : say('{count} agencies', { count: formatCount(value.length) })}
      </h2>
      {error !== null && <LoadError message={error} onRetry={reload} />}
      {value === null && error === null && <p class="muted">{say('Looking them up …')}</p>}
      {value?.length === 0 && <p class="muted">{say('There is no agency yet.')}</p>}
      {value !== null && value.length > 0 && (
        <table class="file-table">
          <thead>
            <tr>
              <th scope="col">{say('Name')}</th>
              <th scope="col">{say('Code')}</th>
              <th scope="col">{say('State')}</th>
            </tr>
          </thead>
          <tbody>
            {value.map(({ code, name, state }) => (
              <tr key={code}>
                <th scope="row">{name}</th>
                <td data-label={say('Code')}>{code}</td>
                <td data-label={say('State')}>{state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="muted small">
        {say('An agency is added by')} <code>tracemap agency add</code>{' '}
        {say('on the server, with the area it answers for.')}
      </p>
    </section>
  );
}
