import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { badRequest } from '../errors.ts';

/** A name with single spaces between its words; a 400 where it is empty (`missing` says so) or too long. */
export function checkedName(text: string, longest: number, missing: Told): string {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name === '') throw badRequest(missing, { parameter: 'name' });
  if (name.length > longest) {
    throw badRequest(told('The name is longer than {longest} characters.', { longest }), {
      parameter: 'name',
    });
  }
  return name;
}

/** A note without spaces around it; a 400 where it is too long. */
export function checkedNote(text: string, longest: number): string {
  const note = text.trim();
  if (note.length > longest) {
    throw badRequest(told('The note is longer than {longest} characters.', { longest }), {
      parameter: 'note',
    });
  }
  return note;
}
