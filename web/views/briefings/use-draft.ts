import type { Briefing, BriefingDraft } from '../../../domain/briefings.ts';
import { getBriefing, saveBriefing } from '../../api/briefings.ts';
import { briefingsChanged, openDraft } from '../../state/briefings.ts';
import type { Action } from '../use-action.ts';
import { useAction } from '../use-action.ts';

interface Draft {
  readonly draft: BriefingDraft;
  /** True where it is another than what is saved. */
  readonly isWritten: boolean;
  readonly write: (change: Partial<BriefingDraft>) => void;
  readonly giveUp: () => void;
  /** Saves it after the version that was read, or after whatever is the newest by now. */
  readonly save: Action<'read' | 'newest'>;
}

/** What is being written of a briefing: it stays until it is saved or given up. */
export function useDraft({ id, version, title, sections }: Briefing): Draft {
  const open = openDraft.value?.id === id ? openDraft.value : null;
  const draft = open?.draft ?? { title, sections };
  const read = open?.version ?? version;
  const save = useAction(async (after: 'read' | 'newest') => {
    // What was saved meanwhile stays as a version of its own.
    const before = after === 'newest' ? (await getBriefing(id)).version : read;
    await saveBriefing(id, { ...draft, version: before });
    openDraft.value = null;
    briefingsChanged();
  });
  return {
    draft,
    save,
    isWritten: open !== null,
    write: (change) => {
      openDraft.value = { id, version: read, draft: { ...draft, ...change } };
    },
    giveUp: () => {
      openDraft.value = null;
      save.forget();
    },
  };
}
