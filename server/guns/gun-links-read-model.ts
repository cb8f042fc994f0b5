import { z } from 'zod';
import { isAgencyNamed } from '../../domain/agency-named.ts';
import type { GunLife } from '../../domain/guns/gun-life.ts';
import { compareCalibers } from '../../domain/guns/same-gun.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import { readLinkPage } from '../links/links-read-model.ts';
import { ownerOfNumber, readChain } from '../links/read-chains.ts';

const text = z.string().nullable();
const tieRow = z.object({
  recovery: z.number(),
  code: z.string(),
  name: z.string(),
  guns_of_case: z.number(),
  link: z.number(),
  incident: z.number(),
  is_own: z.boolean(),
  event_agency: text,
  evidence: text,
  caliber: text,
});

/** Incidents of links that have the number of the case in which a gun was recovered, of whatever agency. */
const TIES = `SELECT r.id AS recovery, a.code, a.name, e.id AS link,
    (SELECT min(i.id) FROM link_event i WHERE i.event_key = e.event_key AND ${ownerOfNumber('i')} = ${ownerOfNumber('e')})
      AS incident,
    (SELECT count(*) FROM recovery o WHERE o.agency_id = r.agency_id AND o.case_key = r.case_key) AS guns_of_case,
    e.agency_id = r.agency_id AS is_own, e.event_agency, e.evidence, e.caliber
  FROM recovery r JOIN agency a ON a.id = r.agency_id JOIN link_event e ON e.case_key = r.case_key
  WHERE r.id IN (SELECT unnest(:ids::int[])) ORDER BY r.id, e.id`;

/** More links than any chain should have; what is beyond is told by the list of links. */
const MOST_LINKS = 1000;

/** Evidence that is a gun. */
const IS_GUN = /FIREARM|PISTOL|REVOLVER|RIFLE|SHOTGUN|HANDGUN|\bGUN\b|WEAPON|TEST.?FIRE/i;

/** The chains of links in scope that recoveries of a gun are in, and which of their incidents these are. */
export async function readGunLinks(
  read: ScopedRead,
  recoveries: readonly number[],
  caliber: string | null,
): Promise<Pick<GunLife, 'links' | 'usedIn'>> {
  const rows = await selectRows(read.trx, tieRow, TIES, { ids: [...recoveries] });
  // A number is its agency's: another's may have it too.
  const ties = rows.filter((row) =>
    row.event_agency === null ? row.is_own : isAgencyNamed(row.event_agency, row),
  );
  const usedIn = new Map<string, GunLife['usedIn'][number]>();
  for (const { recovery, incident, ...row } of ties) {
    const key = `${recovery} ${incident}`;
    // Of several reports of an incident the one counts that says most.
    if (usedIn.get(key)?.isSure !== true)
      usedIn.set(key, { recovery, incident, isSure: isSure(row, caliber) });
  }
  return {
    links: await readChainsOf(
      read,
      ties.map(({ link }) => link),
    ),
    usedIn: [...usedIn.values()],
  };
}

const isSure = (
  row: Pick<z.output<typeof tieRow>, 'guns_of_case' | 'evidence' | 'caliber'>,
  caliber: string | null,
): boolean =>
  row.guns_of_case === 1 &&
  IS_GUN.test(row.evidence ?? '') &&
  compareCalibers(row.caliber, caliber) !== 'differs';

async function readChainsOf(read: ScopedRead, linkEvents: readonly number[]): Promise<GunLife['links']> {
  const links = new Map<number, GunLife['links'][number]>();
  for (const id of linkEvents) {
    const chain = await readChain(read.trx, id);
    if (chain === null || [...links.values()].some(({ properties }) => properties.chain === chain.id))
      continue;
    const { features } = await readLinkPage(
      read,
      { filter: {}, type: null, chain },
      { sort: 'id', limit: MOST_LINKS, after: null },
    );
    for (const feature of features) links.set(feature.id, feature);
  }
  return [...links.values()];
}
