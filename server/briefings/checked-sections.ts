import type { BriefingDraft, BriefingSection } from '../../domain/briefings.ts';
import {
  LONGEST_BRIEFING_TITLE,
  LONGEST_HEADING,
  LONGEST_PAGE_QUERY,
  LONGEST_SECTION_TEXT,
  MOST_SECTIONS,
} from '../../domain/briefings.ts';
import { keptPageQuery } from '../../domain/page-query.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { badRequest, ProblemError } from '../errors.ts';

/** The query of a view that is to be saved. A 400 in words for what the page could not show. */
export function checkedPageQuery(text: string, parameter: string): string {
  if (text.length > LONGEST_PAGE_QUERY) {
    throw badRequest(
      `What is to be shown is longer than ${LONGEST_PAGE_QUERY} characters. Filter by fewer areas or dealers.`,
      { parameter },
    );
  }
  try {
    return keptPageQuery(text);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw badRequest(`What is to be shown cannot be read. ${error.message}`, { parameter });
  }
}

/** A briefing that is to be saved. A 400 in words for what cannot be one. */
export function checkedBriefing(draft: BriefingDraft): BriefingDraft {
  const title = oneLine(draft.title);
  if (title === '') throw badRequest('Give it a title.', { parameter: 'title' });
  if (title.length > LONGEST_BRIEFING_TITLE) {
    throw badRequest(`The title is longer than ${LONGEST_BRIEFING_TITLE} characters.`, {
      parameter: 'title',
    });
  }
  if (draft.sections.length > MOST_SECTIONS) {
    throw badRequest(`A briefing has at most ${MOST_SECTIONS} sections. Nothing was saved.`, {
      parameter: 'sections',
    });
  }
  return { title, sections: draft.sections.map(checkedSection) };
}

function checkedSection(section: BriefingSection, index: number): BriefingSection {
  const heading = oneLine(section.heading);
  const text = section.text.trim();
  const where = `Section ${index + 1}`;
  const wrong = (part: string, words: string) =>
    badRequest(`${where}: ${words}`, { parameter: `sections.${index}.${part}` });
  if (heading === '') throw wrong('heading', 'give it a heading.');
  if (heading.length > LONGEST_HEADING) {
    throw wrong('heading', `the heading is longer than ${LONGEST_HEADING} characters.`);
  }
  if (text.length > LONGEST_SECTION_TEXT) {
    throw wrong('text', `the text is longer than ${LONGEST_SECTION_TEXT} characters.`);
  }
  return { heading, text, query: section.query === null ? null : checkedSectionQuery(section.query, index) };
}

function checkedSectionQuery(query: string, index: number): string {
  try {
    return checkedPageQuery(query, `sections.${index}.query`);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw badRequest(`Section ${index + 1}: ${error.message}`, error.members);
  }
}

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ');
