import { z } from 'zod';
import type { Sharing } from '../../domain/access.ts';
import { askedWords } from '../../domain/exports/asked-words.ts';
import type { ExportProvenance } from '../../domain/exports/export-provenance.ts';
import { EXPORT_TERMS, methodOf, RELEASED_TERMS } from '../../domain/exports/export-provenance.ts';
import { selectRows } from '../database/connection.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { ExportRequest } from './export-layer.ts';
import { exportNotice } from './export-pages.ts';

const agencyRow = z.object({ id: z.number(), code: z.string(), name: z.string() });

const codeRow = z.object({ code: z.string() });

const takerWords = (role: string, agency: string | undefined): string =>
  agency === undefined ? role : `${role} of ${agency}`;

/** Where the file of a request comes from, as the records are now. */
export async function readProvenance(
  { trx, scope, dataVersion }: ScopedRead,
  { layer, format, filter, hotspots, asked, taker }: ExportRequest,
  columns: readonly string[],
): Promise<ExportProvenance> {
  const isReleased = layer === 'released';
  const sharing = new Map<number, Sharing>(scope.agencies.map((agency) => [agency.agencyId, agency.sharing]));
  const agencies = await selectRows(
    trx,
    agencyRow,
    'SELECT id, code, name FROM agency WHERE id IN (SELECT unnest(:ids::int[])) ORDER BY code',
    // Released counts are of one's own agency alone.
    { ids: [...(isReleased ? scope.ownAgencyIds : sharing.keys())] },
  );
  const [own] = await selectRows(trx, codeRow, 'SELECT code FROM agency WHERE id = :id', {
    id: taker.agencyId,
  });
  return {
    layer,
    format,
    madeAt: new Date().toISOString(),
    madeBy: takerWords(taker.role, own?.code),
    dataVersion: isReleased ? null : dataVersion,
    asked: asked.map(([parameter, value]) => ({ parameter, value, means: askedWords(parameter) })),
    columns,
    agencies: agencies
      .filter(({ code }) => filter.agency === undefined || filter.agency.includes(code))
      .flatMap(({ id, code, name }) => {
        const shared = sharing.get(id);
        return shared === undefined ? [] : [{ code, name, sharing: shared }];
      }),
    notice: exportNotice(layer, hotspots).whole,
    terms: isReleased ? RELEASED_TERMS : EXPORT_TERMS,
    method: methodOf(layer),
  };
}
