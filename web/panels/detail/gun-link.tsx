import { changePage } from '../../state/page.ts';
import type { GunRecordRef } from '../../state/page-state.ts';
import { say } from '../../words/say.ts';

/** The way from a record to the page of its gun. */
export function GunLink({ kind, id }: GunRecordRef) {
  return (
    <div class="button-row">
      <button type="button" class="button" onClick={() => changePage({ view: 'gun', openGun: { kind, id } })}>
        {say('All that is known of this gun')}
      </button>
    </div>
  );
}
