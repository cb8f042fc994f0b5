import { say } from '../words/say.ts';

/** In place of single records, for those who see counts alone. */
export function RecordsClosed({ what }: { what: string }) {
  return (
    <div class="records-closed" role="status">
      <p>
        <strong>{say('{what} are not open to you.', { what })}</strong>{' '}
        {say('Your role sees counts by area, flows and hotspots, not single records.')}
      </p>
      <p class="muted small">{say('Who sees records can open the same address.')}</p>
    </div>
  );
}
