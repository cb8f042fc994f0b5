import type { Progress } from '../../../domain/progress.ts';
import { say } from '../../words/say.ts';

/** What else than the intervention may explain what came of it; nothing where nothing is known to. */
export function ProgressWarnings({ warnings }: Pick<Progress, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <ul class="progress-warnings" aria-label={say('What else may explain it')}>
      {warnings.map(({ kind, sentence }) => (
        <li key={kind}>{sentence}</li>
      ))}
    </ul>
  );
}
