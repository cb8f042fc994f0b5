import { randomInt } from 'node:crypto';
import type { Knex } from 'knex';
import { sha256 } from './request-token.ts';

const HOW_MANY = 10;
/** Without those that are taken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 12;

const plain = (typed: string): string => typed.toLowerCase().replace(/[-\s]/g, '');

/** True for what has the form of one, so as not to be an authenticator app's six digits. */
export const isRecoveryCode = (typed: string): boolean => plain(typed).length === LENGTH;

/** 59 random bits: no salt is needed against guessing them all. */
export const recoveryCodeSha256 = (typed: string): string => sha256(`recovery ${plain(typed)}`);

const character = () => ALPHABET[randomInt(ALPHABET.length)] ?? '';

function newCode(): string {
  const text = Array.from({ length: LENGTH }, character).join('');
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/** Puts new codes in the place of an account's old ones and gives them: they are kept as hashes alone. */
export async function replaceRecoveryCodes(trx: Knex.Transaction, accountId: number): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, newCode);
  await trx.raw('DELETE FROM recovery_code WHERE account_id = ?', [accountId]);
  await trx.raw('INSERT INTO recovery_code (account_id, code_sha256) SELECT ?, unnest(?::text[])', [
    accountId,
    codes.map(recoveryCodeSha256),
  ]);
  return codes;
}
