import type { SavedView } from '../../../domain/briefings.ts';
import { deleteView } from '../../api/briefings.ts';
import { ConfirmDialog } from '../../panels/confirm-dialog.tsx';
import { briefingsChanged } from '../../state/briefings.ts';
import { parsePage } from '../../state/page-state.ts';
import { can } from '../../state/session.ts';
import { whenOf } from '../../words/format.ts';
import { say } from '../../words/say.ts';
import { OpenLink } from '../open-link.tsx';
import { MarkdownText } from './markdown-text.tsx';
import { wordsOfQuery } from './words-of-query.ts';

/** What was saved by name, each as the way to it. */
export function SavedViewList({ items }: { readonly items: readonly SavedView[] }) {
  if (items.length === 0) {
    return (
      <p class="muted">
        {can('brief')
          ? say('None yet. “Save” on the map keeps what it shows by a name, for everybody of your agency.')
          : say('None yet.')}
      </p>
    );
  }
  return (
    <ul class="briefing-list">
      {items.map((view) => (
        <ViewCard key={view.id} view={view} />
      ))}
    </ul>
  );
}

function ViewCard({ view: { id, name, query, note, madeBy, createdAt } }: { readonly view: SavedView }) {
  return (
    <li class="region-card">
      <h3>
        <OpenLink to={parsePage(query).state}>{name}</OpenLink>
      </h3>
      <p class="small">{wordsOfQuery(query)}</p>
      {note !== '' && <MarkdownText text={note} />}
      <p class="muted small">
        {say('Saved by {madeBy},', { madeBy })} <time dateTime={createdAt}>{whenOf(createdAt)}</time>
      </p>
      {can('brief') && (
        <ConfirmDialog
          verb={say('Delete')}
          question={say('Delete the view “{name}”?', { name })}
          keep={say('Keep it')}
          onConfirm={async () => {
            await deleteView(id);
            briefingsChanged();
          }}
        >
          <p>{say('Briefings that were made with it stay as they are.')}</p>
        </ConfirmDialog>
      )}
    </li>
  );
}
