import { z } from 'zod';
import type { Role } from '../../domain/access.ts';
import { ROLES } from '../../domain/access.ts';
import type { Told } from '../../domain/languages/told.ts';
import { told } from '../../domain/languages/told.ts';
import { ProblemError } from '../errors.ts';
import type { SingleSignOnSettings } from './access-settings.ts';
import type { Claims } from './single-sign-on-provider.ts';

/** Somebody whom the identity provider knows, as Tracemap understands what it says of them. */
export interface KnownPerson {
  /** Issuer and subject: the same person as long as these are the same. */
  readonly subject: string;
  /** In lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Code; null where none is named. */
  readonly agency: string | null;
  readonly secondFactor: boolean;
}

/** Ways of proving oneself (RFC 8176) that are more than a password. */
const SECOND_FACTORS = ['mfa', 'otp', 'hwk'];

const emailClaim = z.email().max(254);
const texts = z.union([z.string().transform((text) => [text]), z.array(z.string())]);
const textsIn = (value: unknown): readonly string[] => texts.safeParse(value).data ?? [];

const refused = (message: Told) => new ProblemError(403, 'Forbidden', message);

/** Reads the claims; a 403 that says to an administrator what is missing. */
export function personIn(claims: Claims, settings: SingleSignOnSettings): KnownPerson {
  const email = emailClaim.safeParse(claims.email);
  if (!email.success || claims.email_verified === false) {
    throw refused(
      told('The identity provider names no confirmed e-mail address of yours. Ask your administrator.'),
    );
  }
  const roles = ROLES.filter((role) => textsIn(claims[settings.roleClaim]).includes(role));
  const [role] = roles;
  if (role === undefined || roles.length > 1) {
    const asked = { claim: settings.roleClaim, roles: ROLES.join(', ') };
    throw refused(
      role === undefined
        ? told(
            'The identity provider gives you no role here. Ask your administrator: the claim "{claim}" must name one of {roles}.',
            asked,
          )
        : told(
            'The identity provider gives you several roles here. Ask your administrator: the claim "{claim}" must name one of {roles}.',
            asked,
          ),
    );
  }
  const [agency = null] = textsIn(claims[settings.agencyClaim]);
  return {
    subject: `${claims.iss} ${claims.sub}`,
    email: email.data.toLowerCase(),
    name: nameIn(claims) ?? email.data,
    role,
    // An administrator keeps the region, from whichever agency.
    agency: role === 'administrator' ? null : agency,
    secondFactor:
      settings.trustSecondFactor || textsIn(claims.amr).some((method) => SECOND_FACTORS.includes(method)),
  };
}

function nameIn({ name }: Claims): string | null {
  const text = typeof name === 'string' ? name.trim().slice(0, 100) : '';
  return text === '' ? null : text;
}
