import type { QualityOfKind } from '../../../../domain/quality-responses.ts';
import { TIER_WORDS } from '../../../../domain/tier-words.ts';
import { isDrawablePrecision } from '../../../../domain/vocabulary.ts';
import { shareToTenth, tenthOf } from '../../../words/quality-words.ts';
import { say, sayKnown } from '../../../words/say.ts';
import type { KindQualityProps } from './kind-quality.tsx';
import { OpenRows } from './open-rows.tsx';

type ByPrecision = NonNullable<QualityOfKind['byPrecision']>;

/** What addresses were placed to, from the most exact on: those of the records, then homes, each by themselves. */
export function PlaceTables({ of, batch }: KindQualityProps) {
  const { kind, byPrecision, parts } = of;
  const [, ...others] = parts;
  return (
    <>
      {byPrecision !== null && (
        <PlaceTable
          id="quality-places"
          of={{ kind, batch }}
          byPrecision={byPrecision}
          heading={(placed, all) =>
            all === 0
              ? say('No record says where it was')
              : say('{placed} addresses placed to the street or better', { placed: tenthOf(placed, all) })
          }
          counted={say('Records')}
          field={(precision) => precision}
        />
      )}
      {others.map(
        ({ id, one, many, byPrecision: homes }) =>
          homes !== null && (
            <PlaceTable
              key={id}
              id={`quality-places-${id}`}
              of={{ kind, batch }}
              byPrecision={homes}
              heading={(placed, all) =>
                all === 0
                  ? say('No row says where a {one} lived', { one })
                  : say('{placed} homes of {many} placed to the street or better', {
                      placed: tenthOf(placed, all),
                      many,
                    })
              }
              counted={say('Homes')}
              field={(precision) => `${id}_${precision}`}
            />
          ),
      )}
    </>
  );
}

interface PlaceTableProps {
  readonly id: string;
  readonly of: Parameters<typeof OpenRows>[0]['of'];
  readonly byPrecision: ByPrecision;
  readonly heading: (placed: number, all: number) => string;
  /** What the numbers count. */
  readonly counted: string;
  /** By what the rows of a precision are asked for. */
  readonly field: (precision: string) => string;
}

function PlaceTable({ id, of, byPrecision, heading, counted, field }: PlaceTableProps) {
  const sum = (some: ByPrecision) => some.reduce((all, { count }) => all + count, 0);
  const all = sum(byPrecision);
  const placed = sum(byPrecision.filter(({ precision }) => isDrawablePrecision(precision)));
  return (
    <section class="quality-section" aria-labelledby={id}>
      <h3 id={id}>{heading(placed, all)}</h3>
      {all > 0 && (
        <table class="quality-table">
          <thead>
            <tr>
              <th scope="col">{say('Placed to')}</th>
              <th scope="col" class="number">
                {counted}
              </th>
              <th scope="col" class="number">
                {say('Share')}
              </th>
            </tr>
          </thead>
          <tbody>
            {byPrecision.map(({ precision, count }) => (
              <tr key={precision}>
                <th scope="row">{sayKnown(TIER_WORDS[precision])}</th>
                <td class="number">
                  <OpenRows
                    of={of}
                    count={count}
                    rows={{ check: 'placed_to', field: field(precision) }}
                    label={say('{counted} placed to: {precision}', {
                      counted,
                      precision: sayKnown(TIER_WORDS[precision]),
                    })}
                  />
                </td>
                <td class="number">{shareToTenth(count, all)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
