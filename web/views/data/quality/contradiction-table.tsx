import { formatCount } from '../../../words/format.ts';
import { fewWords } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import type { KindQualityProps } from './kind-quality.tsx';
import { OpenRows } from './open-rows.tsx';

/** Values that cannot all be right. */
export function ContradictionTable({ of: { kind, checks }, batch }: KindQualityProps) {
  if (checks.length === 0) return null;
  const all = checks.reduce((sum, { count }) => sum + count, 0);
  return (
    <section class="quality-section" aria-labelledby="quality-contradictions">
      <h3 id="quality-contradictions">
        {all === 0 ? say('No values contradict each other') : say('Values that contradict each other')}
      </h3>
      <table class="quality-table">
        <thead>
          <tr>
            <th scope="col">{say('What contradicts')}</th>
            <th scope="col" class="number">
              {say('Records')}
            </th>
            <th scope="col" class="number">
              {say('Of')}
            </th>
          </tr>
        </thead>
        <tbody>
          {checks.map(({ key, says, count, of }) => (
            <tr key={key}>
              <th scope="row">{says}</th>
              <td class="number">
                <OpenRows of={{ kind, batch }} count={count} rows={{ check: key }} label={says} />
              </td>
              <td class="number">
                {formatCount(of)} <small>{fewWords(of)}</small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="muted small">{say('“Of” counts the records that have all the values compared.')}</p>
    </section>
  );
}
