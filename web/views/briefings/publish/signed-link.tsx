import { useSignal } from '@preact/signals';
import type { EmbedLink, LinkDays } from '../../../../domain/snapshots.ts';
import { LINK_DAYS } from '../../../../domain/snapshots.ts';
import { makeEmbedLink } from '../../../api/snapshots.ts';
import { SelectField } from '../../../panels/select-field.tsx';
import { ShownOnce } from '../../../panels/shown-once.tsx';
import { whenOf } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { useAction } from '../../use-action.ts';

const CHOICES = LINK_DAYS.map((days) => ({ value: String(days), label: `${days} days` }));

/** Makes and copies links that open a page for chosen readers. Each is shown once: none is kept. */
export function SignedLink({ id }: { readonly id: string }) {
  const days = useSignal<LinkDays>(30);
  const made = useSignal<(EmbedLink & { readonly isCopied: boolean }) | null>(null);
  const make = useAction(async () => {
    const { address, expiresAt } = await makeEmbedLink(id, days.value);
    const whole = `${window.location.origin}${address}`;
    const isCopied = await navigator.clipboard.writeText(whole).then(
      () => true,
      () => false,
    );
    made.value = { address: whole, expiresAt, isCopied };
  });
  return (
    <>
      <div class="button-row">
        <SelectField
          label={say('The link opens it for')}
          isBeside
          value={String(days.value)}
          options={CHOICES}
          onChange={(value) => {
            days.value = LINK_DAYS.find((one) => String(one) === value) ?? days.value;
          }}
        />
        <button type="button" class="button" disabled={make.busy} onClick={() => make.run()}>
          {make.busy ? say('Making the link …') : say('Copy a signed link')}
        </button>
      </div>
      {make.error !== null && (
        <p class="form-error" role="alert">
          {say('No link was made. {message}', { message: make.error.message })}
        </p>
      )}
      {made.value !== null && (
        <div class="region-done" role="status">
          <p>
            {say(
              '{words} to those who may read the page. Whoever has it opens the page until {expiresAt}, or until you take the page back.',
              {
                words: made.value.isCopied ? say('Copied: send it') : say('Copy this and send it'),
                expiresAt: whenOf(made.value.expiresAt),
              },
            )}
          </p>
          <ShownOnce label={say('Signed link')} text={made.value.address} />
        </div>
      )}
    </>
  );
}
