import type { BriefingDraft, BriefingSection } from '../../domain/briefings.ts';
import {
  LONGEST_BRIEFING_TITLE,
  LONGEST_HEADING,
  LONGEST_PAGE_QUERY,
  LONGEST_SECTION_TEXT,
  MOST_SECTIONS,
} from '../../domain/briefings.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { keptPageQuery } from '../../domain/page-query.ts';
import { FilterError } from '../../domain/trace-filter.ts';
import { badRequest, ProblemError } from '../errors.ts';

/** The query of a view that is to be saved. A 400 in words for what the page could not show. */
export function checkedPageQuery(text: string, parameter: string): string {
  if (text.length > LONGEST_PAGE_QUERY) {
    throw badRequest(
      told('What is to be shown is longer than {longest} characters. Filter by fewer areas or dealers.', {
        longest: LONGEST_PAGE_QUERY,
      }),
      { parameter },
    );
  }
  try {
    return keptPageQuery(text);
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    throw badRequest(told('What is to be shown cannot be read. {reason}', { reason: error.told }), {
      parameter,
    });
  }
}

/** A briefing that is to be saved. A 400 in words for what cannot be one. */
export function checkedBriefing(draft: BriefingDraft): BriefingDraft {
  const title = oneLine(draft.title);
  if (title === '') throw badRequest('Give it a title.', { parameter: 'title' });
  if (title.length > LONGEST_BRIEFING_TITLE) {
    throw badRequest(
      told('The title is longer than {longest} characters.', { longest: LONGEST_BRIEFING_TITLE }),
      {
        parameter: 'title',
      },
    );
  }
  if (draft.sections.length > MOST_SECTIONS) {
    throw badRequest(
      told('A briefing has at most {most} sections. Nothing was saved.', { most: MOST_SECTIONS }),
      {
        parameter: 'sections',
      },
    );
  }
  return { title, sections: draft.sections.map(checkedSection) };
}

function checkedSection(section: BriefingSection, index: number): BriefingSection {
  const heading = oneLine(section.heading);
  const text = section.text.trim();
  const wrong = (part: string, fault: Told) =>
    badRequest(told('Section {number}: {fault}', { number: index + 1, fault }), {
      parameter: `sections.${index}.${part}`,
    });
  if (heading === '') throw wrong('heading', told('give it a heading.'));
  if (heading.length > LONGEST_HEADING) {
    throw wrong(
      'heading',
      told('the heading is longer than {longest} characters.', { longest: LONGEST_HEADING }),
    );
  }
  if (text.length > LONGEST_SECTION_TEXT) {
    throw wrong(
      'text',
      told('the text is longer than {longest} characters.', { longest: LONGEST_SECTION_TEXT }),
    );
  }
  return { heading, text, query: section.query === null ? null : checkedSectionQuery(section.query, index) };
}

function checkedSectionQuery(query: string, index: number): string {
  try {
    return checkedPageQuery(query, `sections.${index}.query`);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    throw badRequest(
      told('Section {number}: {fault}', { number: index + 1, fault: error.told }),
      error.members,
    );
  }
}

const oneLine = (text: string) => text.trim().replace(/\s+/g, ' ');
