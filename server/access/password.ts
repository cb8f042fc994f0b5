import { hash, verify } from '@node-rs/argon2';
import { newToken } from './request-token.ts';

/** argon2id (the library's default) as OWASP's Password Storage Cheat Sheet asks for: 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The same letters typed on different keyboards may be different characters; NFKC makes them the same. */
const normalised = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => hash(normalised(password), COST);

let nobodysHash: Promise<string> | undefined;

/**
 * True where the password is the one of the hash. Without a hash (there is no such account, or it has no password) it is
 * false after the same work, so that the time taken tells nothing.
 */
export async function isPassword(passwordHash: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hash(newToken(), COST);
  const matches = await verify(passwordHash ?? (await nobodysHash), normalised(password));
  return matches && passwordHash !== null;
}
