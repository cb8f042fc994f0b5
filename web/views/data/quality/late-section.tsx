import { lateSentence, shareToTenth } from '../../../words/quality-words.ts';
import { say } from '../../../words/say.ts';
import type { KindQualityProps } from './kind-quality.tsx';
import { OpenRows } from './open-rows.tsx';

/** How late records were reported. */
export function LateSection({ of: { kind, late }, batch }: KindQualityProps) {
  if (late === null) return null;
  return (
    <section class="quality-section" aria-labelledby="quality-late">
      <h3 id="quality-late">{lateSentence(late)}</h3>
      {late.known > 0 && (
        <table class="quality-table">
          <thead>
            <tr>
              <th scope="col">{say('From {from} to {to}', { from: late.from, to: late.to })}</th>
              <th scope="col" class="number">
                {say('Records')}
              </th>
              <th scope="col" class="number">
                {say('Share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {late.over.map(({ days, count }) => (
              <tr key={days}>
                <th scope="row">{say('More than {days} days', { days })}</th>
                <td class="number">
                  <OpenRows
                    of={{ kind, batch }}
                    count={count}
                    rows={{ check: `late_${days}` }}
                    label={say('More than {days} days', { days })}
                  />
                </td>
                <td class="number">{shareToTenth(count, late.known)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
