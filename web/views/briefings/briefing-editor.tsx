import { useEffect } from 'preact/hooks';
import type { Briefing, BriefingSection } from '../../../domain/briefings.ts';
import { LONGEST_BRIEFING_TITLE, MOST_SECTIONS } from '../../../domain/briefings.ts';
import { getViews } from '../../api/briefings.ts';
import { NoPermission } from '../../panels/no-permission.tsx';
import { briefingChanges } from '../../state/briefings.ts';
import { changePage } from '../../state/page.ts';
import { formatPage, START } from '../../state/page-state.ts';
import { can } from '../../state/session.ts';
import { say } from '../../words/say.ts';
import { useLoaded } from '../use-loaded.ts';
import { SectionEditor } from './section-editor.tsx';
import { WayBack } from './story-frame.tsx';
import { useDraft } from './use-draft.ts';

/** Writes a briefing. What is written stays while one looks elsewhere on the page, until it is saved or given up. */
export function BriefingEditor({ briefing }: { readonly briefing: Briefing }) {
  const work = useDraft(briefing);
  const { draft, isWritten, save, write } = work;
  useUnsavedWarning(isWritten);
  if (!can('brief')) return <NoPermission label={say('Editing')} />;
  return (
    <form
      class="region-page briefing-editor"
      aria-label={say('Edit {title}', { title: briefing.title })}
      onSubmit={(event) => {
        event.preventDefault();
        void save.run('read');
      }}
    >
      <header class="region-head">
        <div>
          <WayBack />
          <h1>{say('Edit “{title}”', { title: briefing.title })}</h1>
          <p class="muted small" role="status">
            {isWritten
              ? say('Not saved yet.')
              : say('Saved as version {version}.', { version: briefing.version })}
          </p>
        </div>
      </header>
      <div class="form-field">
        <label for="briefing-title">{say('Title')}</label>
        <input
          id="briefing-title"
          class="field"
          required
          maxLength={LONGEST_BRIEFING_TITLE}
          value={draft.title}
          onInput={(event) => write({ title: event.currentTarget.value })}
        />
      </div>
      <Sections sections={draft.sections} onChange={(sections) => write({ sections: [...sections] })} />
      <SaveError work={work} id={briefing.id} />
      <Actions work={work} />
    </form>
  );
}

const EMPTY_SECTION: BriefingSection = { heading: '', text: '', query: null };

interface SectionsProps {
  readonly sections: readonly BriefingSection[];
  readonly onChange: (sections: readonly BriefingSection[]) => void;
}

function Sections({ sections, onChange }: SectionsProps) {
  const views = useLoaded(getViews, `views to show ${briefingChanges.value}`);
  return (
    <>
      {sections.map((section, index) => (
        <SectionEditor
          key={index}
          section={section}
          number={index + 1}
          count={sections.length}
          views={views.value?.items ?? []}
          onChange={(change) => onChange(sections.with(index, { ...section, ...change }))}
          onMove={(steps) => onChange(moved(sections, index, steps))}
          onRemove={() => onChange(sections.toSpliced(index, 1))}
        />
      ))}
      <button
        type="button"
        class="button add-section"
        disabled={sections.length >= MOST_SECTIONS}
        onClick={() => onChange([...sections, EMPTY_SECTION])}
      >
        {say('Add a section')}
      </button>
    </>
  );
}

function moved<Item>(items: readonly Item[], from: number, steps: number): readonly Item[] {
  const item = items[from];
  return item === undefined ? items : items.toSpliced(from, 1).toSpliced(from + steps, 0, item);
}

type Work = ReturnType<typeof useDraft>;
const CONFLICT = 409;

function SaveError({ work: { save }, id }: { readonly work: Work; readonly id: number }) {
  if (save.error === null) return null;
  return (
    <div class="form-error" role="alert">
      <p>{save.error.message}</p>
      {save.error.status === CONFLICT && (
        <div class="button-row">
          <a
            href={formatPage({ ...START, view: 'briefings', openBriefing: id })}
            target="_blank"
            rel="noreferrer"
          >
            {say('Open the newest version in another tab')}
          </a>
          <button type="button" class="button" disabled={save.busy} onClick={() => save.run('newest')}>
            {say('Save mine after it')}
          </button>
        </div>
      )}
    </div>
  );
}

function Actions({ work: { save, isWritten, giveUp } }: { readonly work: Work }) {
  return (
    <div class="button-row editor-actions">
      <button type="submit" class="button primary" disabled={save.busy || !isWritten}>
        {save.busy ? say('Saving …') : say('Save')}
      </button>
      <button type="button" class="button" onClick={() => changePage({ briefingShape: 'story' })}>
        {say('Read it')}
      </button>
      {isWritten && (
        <button type="button" class="button" onClick={giveUp}>
          {say('Give up what is not saved')}
        </button>
      )}
    </div>
  );
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
