import { page } from '../../state/page.ts';
import { account, can } from '../../state/session.ts';
import { BriefMenu } from './brief-menu.tsx';
import { SaveMenu } from './save-menu.tsx';

interface BriefingActionsProps {
  /** What the section is called that it becomes; the guns of the filter, in words, where left out. */
  readonly heading?: string;
}

/** For those who may: keep what is shown, and put it into a briefing. Not where it stands in a briefing already. */
export function BriefingActions({ heading }: BriefingActionsProps) {
  const hasAgency = account.value !== null && account.value.agency !== null;
  if (!can('brief') || !hasAgency || page.value.view === 'briefings') return null;
  return (
    <>
      <SaveMenu />
      <BriefMenu {...(heading !== undefined && { heading })} />
    </>
  );
}
