import { page } from '../../state/page.ts';
import { account, can } from '../../state/session.ts';
import { mayTakeAlong } from '../../state/taken-along.ts';
import { BriefMenu } from './brief-menu.tsx';
import { SaveMenu } from './save-menu.tsx';
import { usePrinter } from './use-printer.ts';

interface BriefingActionsProps {
  /** What the section is called that it becomes; the guns of the filter, in words, where left out. */
  readonly heading?: string;
}

/** Takes along what is shown; for those who may, keeps it and puts it into a briefing. Not where it stands in a briefing already. */
export function BriefingActions({ heading }: BriefingActionsProps) {
  const isOfBriefing = page.value.view === 'briefings';
  usePrinter(printView, !isOfBriefing && mayTakeAlong(page.value.view));
  if (isOfBriefing) return null;
  const hasAgency = account.value !== null && account.value.agency !== null;
  const writes = can('brief') && hasAgency;
  return (
    <>
      {writes && <SaveMenu />}
      <BriefMenu writes={writes} {...(heading !== undefined && { heading })} />
    </>
  );
}

/** From the key for printing: what goes wrong leaves the browser's own way of printing. */
function printView(): void {
  void import('../../pictures/make-files.ts')
    .then(async ({ layOutView, printPaper }) => printPaper(await layOutView()))
    .catch(() => window.print());
}
