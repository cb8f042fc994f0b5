import { embedFrame } from '../../../../domain/embed-frame.ts';
import type { Embed } from '../../../../domain/snapshots.ts';
import { EMBED_HEIGHT_PX } from '../../../../domain/snapshots.ts';
import { takeBackEmbed } from '../../../api/snapshots.ts';
import { ConfirmDialog } from '../../../panels/confirm-dialog.tsx';
import { ShownOnce } from '../../../panels/shown-once.tsx';
import { publicationChanged } from '../../../state/snapshots.ts';
import { whenOf } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { SignedLink } from './signed-link.tsx';

/** Pages for other sites, newest first: how to show each, and the way to take it back. */
export function EmbedList({ items }: { readonly items: readonly Embed[] }) {
  return (
    <>
      <h3>{say('Pages for other sites')}</h3>
      <ul class="briefing-list">
        {items.map((embed) => (
          <EmbedCard key={embed.id} embed={embed} />
        ))}
      </ul>
    </>
  );
}

function EmbedCard({ embed }: { readonly embed: Embed }) {
  const { id, title, sites, signedOnly, madeBy, madeAt, expiresAt, revokedAt } = embed;
  const isOver = expiresAt !== null && Date.parse(expiresAt) < Date.now();
  const isGone = revokedAt !== null || isOver;
  const address = `${window.location.origin}/embed/${id}`;
  return (
    <li class="region-card">
      <h4>
        {isGone || signedOnly ? (
          title
        ) : (
          <a href={address} target="_blank" rel="noopener noreferrer">
            {title}
          </a>
        )}
      </h4>
      <p class="muted small">
        {say('Made by {madeBy},', { madeBy })} <time dateTime={madeAt}>{whenOf(madeAt)}</time>.{' '}
        {endOf(embed, isOver)} {!isGone && signedOnly && say('It opens by a signed link alone.')}{' '}
        {!isGone &&
          (sites.length === 0
            ? say('Every site may show it.')
            : say('May be shown by {sites}.', { sites: sites.join(', ') }))}
      </p>
      {!isGone && (
        <>
          {signedOnly ? (
            <SignedLink id={id} />
          ) : (
            <ShownOnce
              label={say('What to paste into the other page')}
              text={embedFrame(address, title, '100%', EMBED_HEIGHT_PX)}
            />
          )}
          <ConfirmDialog
            verb={say('Take back')}
            question={say('Take back “{title}”?', { title })}
            onConfirm={async () => {
              await takeBackEmbed(id);
              publicationChanged();
            }}
          >
            <p>{say('From the next request on nobody gets it any more, wherever it was pasted.')}</p>
          </ConfirmDialog>
        </>
      )}
    </li>
  );
}

function endOf({ expiresAt, revokedAt }: Embed, isOver: boolean): string {
  if (revokedAt !== null) return say('Taken back {revokedAt}.', { revokedAt: whenOf(revokedAt) });
  if (expiresAt === null) return '';
  return isOver
    ? say('Its time was over {expiresAt}.', { expiresAt: whenOf(expiresAt) })
    : say('Stays until {expiresAt}.', { expiresAt: whenOf(expiresAt) });
}
