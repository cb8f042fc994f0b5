import { page } from '../../../state/page.ts';
import type { RowsChoice } from '../../../state/quality-choice.ts';
import { QUALITY_AT_FIRST } from '../../../state/quality-choice.ts';
import { formatCount } from '../../../words/format.ts';
import { say } from '../../../words/say.ts';
import { OpenLink } from '../../open-link.tsx';
import type { ShownQuality } from './quality-page.tsx';

interface OpenRowsProps {
  readonly of: ShownQuality;
  readonly count: number;
  readonly rows: Partial<RowsChoice> & Pick<RowsChoice, 'check'>;
  /** What is counted, for whoever hears the number alone. */
  readonly label: string;
}

/** A number that opens the rows it counts; none has nothing to open. */
export function OpenRows({ of: { kind, batch }, count, rows, label }: OpenRowsProps) {
  if (count === 0) return <>0</>;
  const choice = { ...(page.value.quality ?? QUALITY_AT_FIRST), kind, batch };
  return (
    <OpenLink
      to={{ quality: { ...choice, rows: { field: null, month: null, ...rows } } }}
      label={say('{label}: {count}, open the rows', { label, count: formatCount(count) })}
    >
      {formatCount(count)}
    </OpenLink>
  );
}
