import { boundingBox } from '../../../domain/geography/flow-curve.ts';
import type { LinkFeature } from '../../../domain/market-responses.ts';
import { currentMap } from '../../state/current-map.ts';
import type { ChainIncident, LinkChain } from '../../state/link-chain.ts';
import { changePage, select } from '../../state/page.ts';
import { chainLinksWords, chainSentence } from '../../words/chain-words.ts';
import { formatCount } from '../../words/format.ts';
import { dayWords, incidentName, linkName } from '../../words/market-sentences.ts';
import { say } from '../../words/say.ts';

/** The network that a link is part of: over how much of the region and of time, and each incident with its links. */
export function ChainSection({ chain, of, matched }: { chain: LinkChain; of: LinkFeature; matched: number }) {
  const { links, incidents } = chain;
  if (links.length < 2) {
    return (
      <section class="detail-section">
        <h3>{say('Chain')}</h3>
        <p class="small">{say('No other link that you may see shares an incident with it.')}</p>
        <ShowOnMap incidents={incidents} />
      </section>
    );
  }
  return (
    <section class="detail-section">
      <h3>{chainSentence(chain)}</h3>
      <p class="muted small">
        {say(
          '{chain}: each shares an incident with another. Highlighted on the map, whatever the filters leave out.',
          { chain: chainLinksWords(chain) },
        )}
        {matched > links.length &&
          say(' The first {count} of {matched} links.', {
            count: formatCount(links.length),
            matched: formatCount(matched),
          })}
      </p>
      <ol class="incident-list">
        {incidents.map((incident) => (
          <li key={incident.incident}>
            <strong>{dayWords(incident.is.occurredOn)}</strong> <span>{incidentName(incident)}</span>
            <span class="incident-line">{incident.is.place}</span>
            <RecoveredGuns recoveries={incident.is.recoveries} />
            <span class="incident-line small">
              {say('In')}{' '}
              {incident.links.map((link, index) => (
                <>
                  {index > 0 && ', '}
                  <LinkButton link={link} isOpen={link.id === of.id} />
                </>
              ))}
            </span>
          </li>
        ))}
      </ol>
      <ShowOnMap incidents={incidents} />
    </section>
  );
}

/** The guns recovered in the case of an incident, each the way to its page. */
function RecoveredGuns({ recoveries }: { recoveries: readonly number[] }) {
  if (recoveries.length === 0) return null;
  return (
    <span class="incident-line small">
      {recoveries.map((id, index) => (
        <>
          {index > 0 && ', '}
          <button
            type="button"
            class="link-button"
            onClick={() => changePage({ view: 'gun', openGun: { kind: 'recovery', id } })}
          >
            {recoveries.length === 1
              ? say('The gun recovered in this case')
              : say('Gun {index} recovered in this case', { index: index + 1 })}
          </button>
        </>
      ))}
    </span>
  );
}

function LinkButton({ link, isOpen }: { link: LinkFeature; isOpen: boolean }) {
  if (isOpen) return <span>{linkName(link)}</span>;
  return (
    <button type="button" class="link-button" onClick={() => select({ kind: 'link', id: link.id })}>
      {linkName(link)}
    </button>
  );
}

function ShowOnMap({ incidents }: { incidents: readonly ChainIncident[] }) {
  const box = boundingBox(incidents.flatMap(({ is }) => (is.position === null ? [] : [is.position])));
  return box === null ? null : (
    <div class="button-row">
      <button type="button" class="button" onClick={() => currentMap.value?.fit(box)}>
        {say('Show on the map')}
      </button>
    </div>
  );
}
