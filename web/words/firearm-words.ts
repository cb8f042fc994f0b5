import type { FirearmType } from '../../domain/vocabulary.ts';
import { say } from './say.ts';

/** Firearm types as words in a sentence and in a list. */
export const FIREARM_TYPE_WORDS: Readonly<Record<FirearmType, { one: string; many: string; label: string }>> =
  {
    pistol: { one: say('pistol'), many: say('pistols'), label: say('Pistol') },
    revolver: { one: say('revolver'), many: say('revolvers'), label: say('Revolver') },
    rifle: { one: say('rifle'), many: say('rifles'), label: say('Rifle') },
    shotgun: { one: say('shotgun'), many: say('shotguns'), label: say('Shotgun') },
    other: { one: say('other firearm'), many: say('other firearms'), label: say('Other') },
    unknown: { one: say('gun of unknown type'), many: say('guns of unknown type'), label: say('Unknown') },
  };
