import type { FirearmType } from '../../domain/vocabulary.ts';

/** Firearm types as words in a sentence and in a list. */
export const FIREARM_TYPE_WORDS: Readonly<Record<FirearmType, { one: string; many: string; label: string }>> =
  {
    pistol: { one: 'pistol', many: 'pistols', label: 'Pistol' },
    revolver: { one: 'revolver', many: 'revolvers', label: 'Revolver' },
    rifle: { one: 'rifle', many: 'rifles', label: 'Rifle' },
    shotgun: { one: 'shotgun', many: 'shotguns', label: 'Shotgun' },
    other: { one: 'other firearm', many: 'other firearms', label: 'Other' },
    unknown: { one: 'gun of unknown type', many: 'guns of unknown type', label: 'Unknown' },
  };
