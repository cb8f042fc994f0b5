const PATTERN = /^#\/invitation\/([\w.~-]+)$/;

/** The token in `#/invitation/TOKEN`; null where the fragment is another one. */
export const invitationToken = (hash: string): string | null => PATTERN.exec(hash)?.[1] ?? null;
