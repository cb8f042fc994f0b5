import { describe, expect, it } from 'vitest';
import { INCIDENT_FILTERS, incidentFilter, SHOOTING_TYPES } from '../../domain/incident-filter.ts';
import { FILTER_PARAMETERS, parseTraceFilter } from '../../domain/trace-filter.ts';
import { INCIDENT_TYPES } from '../../domain/vocabulary.ts';

describe('a filter for incidents', () => {
  it('is parted into what holds for them and what says something of guns', () => {
    const filter = parseTraceFilter(
      new URLSearchParams(
        'recovered_from=2025-01-01&dealer=7&ttc_max=1095&agency=BPD,NPD&bbox=-77,39,-76,40',
      ),
    );
    const { query, ofGuns } = incidentFilter(filter);
    expect([...query]).toEqual([
      ['recovered_from', '2025-01-01'],
      ['agency', 'BPD,NPD'],
      ['bbox', '-77,39,-76,40'],
    ]);
    expect(ofGuns).toEqual(['ttc_max', 'dealer']);
  });

  it('holds whole where it says nothing of guns', () => {
    const filter = parseTraceFilter(new URLSearchParams('recovery_state=MD&recovery_county=24510'));
    expect(incidentFilter(filter)).toMatchObject({ ofGuns: [] });
    expect(incidentFilter({})).toMatchObject({ ofGuns: [] });
  });

  it('names filters and types that there are', () => {
    expect(INCIDENT_FILTERS.filter((name) => !FILTER_PARAMETERS.includes(name))).toEqual([]);
    expect(SHOOTING_TYPES.filter((type) => !INCIDENT_TYPES.includes(type))).toEqual([]);
  });
});
