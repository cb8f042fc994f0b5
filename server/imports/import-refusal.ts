import { ToldError } from '../../domain/languages/told-error.ts';

/** A file, or the way it was asked for, that cannot be imported. The message says what was wrong and what to do next. */
export class ImportRefusal extends ToldError {
  override readonly name = 'ImportRefusal';
}
