import { useSignal } from '@preact/signals';
import { embedFrame } from '../../../domain/embed-frame.ts';
import type { ReleasedFigures } from '../../../domain/released-figures.ts';
import { wordsIn } from '../../../domain/released-words/words-in.ts';
import { EMBED_HEIGHT_PX } from '../../../domain/snapshots.ts';
import { makeEmbed } from '../../api/snapshots.ts';
import { ShownOnce } from '../../panels/shown-once.tsx';
import { say } from '../../words/say.ts';
import { useAction } from '../use-action.ts';

/** Makes a page for other sites of what is shown, and gives what to paste there. Where it was copied the button says so. */
export function CopyEmbed({ figures, area }: { readonly figures: ReleasedFigures; readonly area: string }) {
  const { way, from, to, language } = figures;
  const made = useSignal<{ readonly frame: string; readonly isCopied: boolean } | null>(null);
  const make = useAction(async () => {
    const title = wordsIn(language).titles[way];
    const { id } = await makeEmbed({
      title,
      from,
      to,
      way,
      area,
      sites: [],
      days: null,
      language,
      signedOnly: false,
    });
    const frame = embedFrame(`${window.location.origin}/embed/${id}`, title, '100%', EMBED_HEIGHT_PX);
    const isCopied = await navigator.clipboard.writeText(frame).then(
      () => true,
      () => false,
    );
    made.value = { frame, isCopied };
  });
  return (
    <div class="released-embed">
      <button type="button" class="button" disabled={make.busy} onClick={() => make.run()}>
        {make.busy ? say('Making the page …') : say('Copy the embed')}
      </button>
      {make.error !== null && (
        <p class="form-error" role="alert">
          {say('No page was made. {message}', { message: make.error.message })}
        </p>
      )}
      {made.value !== null && (
        <div class="region-done" role="status">
          <p>
            {say('{words} into the other page. Every site may show it; take it back under Briefings.', {
              words: made.value.isCopied ? say('Copied: paste it') : say('Copy this'),
            })}
          </p>
          <ShownOnce label={say('What to paste into the other page')} text={made.value.frame} />
        </div>
      )}
    </div>
  );
}
