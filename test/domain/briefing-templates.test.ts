import { describe, expect, it } from 'vitest';
import {
  progressBriefing,
  releasedBriefing,
  sourcesBriefing,
  timesBriefing,
} from '../../domain/briefing-templates.ts';
import { LONGEST_BRIEFING_TITLE, LONGEST_SECTION_TEXT } from '../../domain/briefings.ts';
import { keptPageQuery } from '../../domain/page-query.ts';
import { parsePage } from '../../web/state/page-state.ts';

const CASE = {
  id: 7,
  name: 'Case against a ring in Virginia',
  note: '',
  startedOn: '2024-05-17',
  filter: 'source_state=VA&recovery_county=24510',
};
const TEMPLATES = {
  sources: sourcesBriefing('2025-11-30'),
  times: timesBriefing('2025-11-30'),
  released: releasedBriefing(),
  progress: progressBriefing('2025-11-30', CASE),
};
const queriesOf = (name: keyof typeof TEMPLATES) => TEMPLATES[name].sections.map(({ query }) => query);

describe('templates of briefings', () => {
  it.each(Object.entries(TEMPLATES))('%s can be saved and shown as it is', (_name, { title, sections }) => {
    expect(title.length).toBeLessThanOrEqual(LONGEST_BRIEFING_TITLE);
    for (const { heading, text, query } of sections) {
      expect(heading).not.toBe('');
      expect(text.length).toBeLessThan(LONGEST_SECTION_TEXT);
      if (query === null) continue;
      expect(keptPageQuery(query)).toBe(query);
      expect(parsePage(query).problems).toEqual([]);
    }
  });

  it('are about the 12 months that end with the newest there is', () => {
    const months = 'recovered_from=2024-12-01&recovered_to=2025-12-01';
    expect(queriesOf('sources')).toEqual([
      `${months}&ttc_max=1095&level=state`,
      `${months}&ttc_max=1095&level=county`,
      `${months}&level=state`,
      null,
    ]);
    expect(queriesOf('times')).toEqual([
      'view=times',
      `${months}&ttc_max=365&level=state`,
      `${months}&ttc_min=1096&level=state`,
      null,
    ]);
  });

  it('hold what came since an intervention against as many months before', () => {
    expect(TEMPLATES.progress.title).toBe('Progress since May 2024: Case against a ring in Virginia');
    const guns = 'source_state=VA&recovery_county=24510';
    expect(queriesOf('progress')).toEqual([
      'view=progress&intervention=7',
      `${guns}&recovered_from=2024-05-01&recovered_to=2025-12-01&level=state`,
      `${guns}&recovered_from=2022-10-01&recovered_to=2024-05-01&level=state`,
      null,
    ]);
  });
});
