import { LANGUAGES } from '../../domain/languages/languages.ts';
import spanish from '../../domain/languages/spanish.json' with { type: 'json' };
import { speechWith } from '../../domain/languages/speech.ts';

/** How a reader of the Spanish page is spoken to. */
export const IN_SPANISH = speechWith(spanish, LANGUAGES.es.locale);
