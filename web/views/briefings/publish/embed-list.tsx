import { embedFrame } from '../../../../domain/embed-frame.ts';
import type { Embed } from '../../../../domain/snapshots.ts';
import { EMBED_HEIGHT_PX } from '../../../../domain/snapshots.ts';
import { takeBackEmbed } from '../../../api/snapshots.ts';
import { ConfirmDialog } from '../../../panels/confirm-dialog.tsx';
import { ShownOnce } from '../../../panels/shown-once.tsx';
import { publicationChanged } from '../../../state/snapshots.ts';
import { whenOf } from '../../../words/format.ts';
import { SignedLink } from './signed-link.tsx';

/** Pages for other sites, newest first: how to show each, and the way to take it back. */
export function EmbedList({ items }: { readonly items: readonly Embed[] }) {
  return (
    <>
      <h3>Pages for other sites</h3>
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
        Made by {madeBy}, <time dateTime={madeAt}>{whenOf(madeAt)}</time>. {endOf(embed, isOver)}{' '}
        {!isGone && signedOnly && 'It opens by a signed link alone.'}{' '}
        {!isGone && (sites.length === 0 ? 'Every site may show it.' : `May be shown by ${sites.join(', ')}.`)}
      </p>
      {!isGone && (
        <>
          {signedOnly ? (
            <SignedLink id={id} />
          ) : (
            <ShownOnce
              label="What to paste into the other page"
              text={embedFrame(address, title, '100%', EMBED_HEIGHT_PX)}
            />
          )}
          <ConfirmDialog
            verb="Take back"
            question={`Take back “${title}”?`}
            onConfirm={async () => {
              await takeBackEmbed(id);
              publicationChanged();
            }}
          >
            <p>From the next request on nobody gets it any more, wherever it was pasted.</p>
          </ConfirmDialog>
        </>
      )}
    </li>
  );
}

function endOf({ expiresAt, revokedAt }: Embed, isOver: boolean): string {
  if (revokedAt !== null) return `Taken back ${whenOf(revokedAt)}.`;
  if (expiresAt === null) return '';
  return isOver ? `Its time was over ${whenOf(expiresAt)}.` : `Stays until ${whenOf(expiresAt)}.`;
}
