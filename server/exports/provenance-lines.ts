import type { ExportProvenance } from '../../domain/exports/export-provenance.ts';

/** Where a file comes from, as lines of name and value, for whoever reads it in a table. */
export function provenanceLines(provenance: ExportProvenance): readonly (readonly [string, string])[] {
  const { asked, agencies } = provenance;
  return [
    ['Notice', provenance.notice],
    ['Layer', provenance.layer],
    ['Made at', provenance.madeAt],
    ['Made by', provenance.madeBy],
    ['Data version', String(provenance.dataVersion)],
    ...(asked.length === 0
      ? [['Filter', 'none: all that is shared with whoever made it'] as const]
      : asked.map(({ parameter, value, means }) => ['Filter', `${parameter}=${value} (${means})`] as const)),
    ...agencies.map(({ code, name, sharing }) => {
      const shared = Object.entries(sharing).map(([kind, level]) => `${kind}: ${level}`);
      return ['Agency', `${code}, ${name} (${shared.join(', ')})`] as const;
    }),
    ['Terms', provenance.terms],
    ['How figures are made', provenance.method],
  ];
}
