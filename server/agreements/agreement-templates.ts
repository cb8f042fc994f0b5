import { sharingOf } from '../../domain/access.ts';
import type { AgreementTemplate } from '../../domain/access-responses.ts';

/** What agencies of a region commonly agree on, to begin from. The legal basis is theirs to write out. */
export const AGREEMENT_TEMPLATES: readonly AgreementTemplate[] = [
  {
    key: 'investigation',
    name: 'Working cases together',
    sharing: sharingOf(() => 'records'),
    legalBasis: 'Memorandum of understanding on joint investigation of firearm trafficking',
  },
  {
    key: 'analysis',
    name: 'Analysis without names',
    sharing: sharingOf(() => 'deidentified'),
    legalBasis: 'Memorandum of understanding on regional crime gun analysis',
  },
  {
    key: 'figures',
    name: 'Figures for the region',
    sharing: sharingOf(() => 'aggregates'),
    legalBasis: 'Memorandum of understanding on regional reporting',
  },
  {
    key: 'recoveries',
    name: 'Recoveries and ballistics, no traces',
    sharing: sharingOf((kind) => (kind === 'recoveries' || kind === 'ballistics' ? 'records' : 'nothing')),
    legalBasis: 'Memorandum of understanding on recovered firearms and ballistic evidence',
  },
];
