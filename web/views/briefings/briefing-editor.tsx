import { useEffect } from 'preact/hooks';
import type { Briefing, BriefingDraft, BriefingSection } from '../../../domain/briefings.ts';
import { LONGEST_BRIEFING_TITLE, MOST_SECTIONS } from '../../../domain/briefings.ts';
import { getBriefing, getViews, saveBriefing } from '../../api/briefings.ts';
import { NoPermission } from '../../panels/no-permission.tsx';
import { briefingChanges, briefingsChanged, openDraft } from '../../state/briefings.ts';
import { changePage } from '../../state/page.ts';
import { formatPage, START } from '../../state/page-state.ts';
import { can } from '../../state/session.ts';
import { useAction } from '../use-action.ts';
import { useLoaded } from '../use-loaded.ts';
import { SectionEditor } from './section-editor.tsx';
import { WayBack } from './story-frame.tsx';

const EMPTY_SECTION: BriefingSection = { heading: '', text: '', query: null };

/** Writes a briefing. What is written stays while one looks elsewhere on the page, until it is saved or given up. */
export function BriefingEditor({ briefing }: { readonly briefing: Briefing }) {
  const { id, version } = briefing;
  const views = useLoaded(getViews, `views to show ${briefingChanges.value}`);
  const open = openDraft.value?.id === id ? openDraft.value : null;
  const draft: BriefingDraft = open?.draft ?? { title: briefing.title, sections: briefing.sections };
  const write = (change: Partial<BriefingDraft>) => {
    openDraft.value = { id, version: open?.version ?? version, draft: { ...draft, ...change } };
  };
  const save = useAction(async (after: 'read' | 'newest') => {
    // What was saved meanwhile stays as a version of its own.
    const before = after === 'newest' ? (await getBriefing(id)).version : (open?.version ?? version);
    await saveBriefing(id, { ...draft, version: before });
    openDraft.value = null;
    briefingsChanged();
  });
  useUnsavedWarning(open !== null);
  if (!can('brief')) return <NoPermission label="Editing" />;
  const { sections } = draft;
  const put = (next: readonly BriefingSection[]) => write({ sections: [...next] });
  const isWritten = open !== null;
  return (
    <form
      class="region-page briefing-editor"
      aria-label={`Edit ${briefing.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run('read');
      }}
    >
      <header class="region-head">
        <div>
          <WayBack />
          <h1>Edit “{briefing.title}”</h1>
          <p class="muted small" role="status">
            {isWritten ? 'Not saved yet.' : `Saved as version ${version}.`}
          </p>
        </div>
      </header>
      <div class="form-field">
        <label for="briefing-title">Title</label>
        <input
          id="briefing-title"
          class="field"
          required
          maxLength={LONGEST_BRIEFING_TITLE}
          value={draft.title}
          onInput={(event) => write({ title: event.currentTarget.value })}
        />
      </div>
      {sections.map((section, index) => (
        <SectionEditor
          key={index}
          section={section}
          number={index + 1}
          count={sections.length}
          views={views.value?.items ?? []}
          onChange={(change) => put(sections.with(index, { ...section, ...change }))}
          onMove={(steps) => put(moved(sections, index, steps))}
          onRemove={() => put(sections.toSpliced(index, 1))}
        />
      ))}
      <button
        type="button"
        class="button add-section"
        disabled={sections.length >= MOST_SECTIONS}
        onClick={() => put([...sections, EMPTY_SECTION])}
      >
        Add a section
      </button>
      {save.error !== null && (
        <div class="form-error" role="alert">
          <p>{save.error.message}</p>
          {save.error.status === 409 && (
            <div class="button-row">
              <a
                href={formatPage({ ...START, view: 'briefings', openBriefing: id })}
                target="_blank"
                rel="noreferrer"
              >
                Open the newest version in another tab
              </a>
              <button type="button" class="button" disabled={save.busy} onClick={() => save.run('newest')}>
                Save mine after it
              </button>
            </div>
          )}
        </div>
      )}
      <div class="button-row editor-actions">
        <button type="submit" class="button primary" disabled={save.busy || !isWritten}>
          {save.busy ? 'Saving …' : 'Save'}
        </button>
        <button type="button" class="button" onClick={() => changePage({ briefingShape: 'story' })}>
          Read it
        </button>
        {isWritten && (
          <button
            type="button"
            class="button"
            onClick={() => {
              openDraft.value = null;
              save.forget();
            }}
          >
            Give up what is not saved
          </button>
        )}
      </div>
    </form>
  );
}

function moved<Item>(items: readonly Item[], from: number, steps: number): readonly Item[] {
  const item = items[from];
  return item === undefined ? items : items.toSpliced(from, 1).toSpliced(from + steps, 0, item);
}

/** Asks before the page is left with something that is not saved. */
function useUnsavedWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isUnsaved]);
}
