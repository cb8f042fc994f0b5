import type { LinkedIncident, LinkFeature } from '../../../domain/market-responses.ts';
import { isDrawablePrecision, RECORDED_ONLY } from '../../../domain/vocabulary.ts';
import { chain, chainLinks } from '../../state/market-detail.ts';
import { formatCount } from '../../words/format.ts';
import { dayWords, incidentName, linkName } from '../../words/market-sentences.ts';
import { LINK_TYPE_WORDS } from '../../words/market-words.ts';
import { PRECISION_WORDS } from '../../words/precision-words.ts';
import { say, sayKnown } from '../../words/say.ts';
import { ErrorNote } from '../error-note.tsx';
import { ChainSection } from './chain-section.tsx';
import { Facts } from './facts.tsx';
import { sourceWords } from './sources.tsx';

/** The selected link, what it joins, and all that hangs together with it. */
export function LinkDetail({ id }: { id: number }) {
  const { answer, error, loading } = chainLinks.value.value;
  if (error !== null) return <ErrorNote error={error} onRetry={chainLinks.retry} />;
  const link = answer?.features.find((one) => one.id === id);
  if (link === undefined) {
    return (
      <p class="muted" role="status">
        {answer === null || loading
          ? say('Looking up the link…')
          : say(
              'This link is not there any more, or not shared with you. Pick another on the map or in the table.',
            )}
      </p>
    );
  }
  const { linkType, linkedOn, agencyName, incidents } = link.properties;
  const agencies = new Set(incidents.map(({ eventAgency }) => eventAgency ?? agencyName));
  return (
    <>
      <h2>{linkName(link)}</h2>
      <Facts
        facts={[
          [
            say('Type'),
            <>
              {LINK_TYPE_WORDS[linkType].label}{' '}
              <span class="muted">({small(LINK_TYPE_WORDS[linkType].means)})</span>
            </>,
          ],
          [say('Linked'), dayWords(linkedOn)],
          [say('Told by'), agencyName],
          [say('Agencies of the incidents'), [...agencies].join(', ')],
        ]}
      />
      <section class="detail-section">
        <h3>
          {say('{count} {words}, by their days', {
            count: formatCount(incidents.length),
            words: incidents.length === 1 ? say('incident') : say('incidents'),
          })}
        </h3>
        <ol class="incident-list">
          {incidents.map((incident) => (
            <Incident key={incident.id} is={incident} link={link} />
          ))}
        </ol>
      </section>
      {chain.value !== null && (
        <ChainSection chain={chain.value} of={link} matched={answer?.numberMatched ?? 0} />
      )}
      <p class="muted small">{sayKnown(RECORDED_ONLY)}</p>
    </>
  );
}

function Incident({ is, link }: { is: LinkedIncident; link: LinkFeature }) {
  const { occurredOn, place, precision, evidence, caliber, source } = is;
  const agency = is.eventAgency ?? link.properties.agencyName;
  const found = [evidence, caliber].filter((part) => part !== null).join(', ');
  return (
    <li>
      <strong>{dayWords(occurredOn)}</strong> <span>{incidentName({ agency, is })}</span>
      <span class="incident-line">
        {place}
        {!isDrawablePrecision(precision) && (
          <span class="muted">
            {' '}
            {say('– {precision} only, not on the map', { precision: PRECISION_WORDS[precision] })}
          </span>
        )}
      </span>
      {found !== '' && <span class="incident-line">{found}</span>}
      <span class="incident-line muted small">{sourceWords(source)}</span>
    </li>
  );
}

const small = (words: string) => `${words.charAt(0).toLowerCase()}${words.slice(1)}`;
