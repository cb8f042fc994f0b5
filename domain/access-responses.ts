/** What the API answers about sign-in, accounts, agreements and the audit log; see responses.ts for records. */
import { z } from 'zod';
import { AGREEMENT_STATES, CAPABILITIES, GIVEN_CAPABILITIES, ROLES, SHARING_LEVELS } from './access.ts';

const role = z.enum(ROLES);
const level = z.enum(SHARING_LEVELS);
const agencyName = z.object({ code: z.string(), name: z.string() });

/** `account` of `GET /api/session`: whoever is signed in. */
export const sessionAccountSchema = z.object({
  id: z.number(),
  email: z.string(),
  name: z.string(),
  role,
  agency: agencyName.nullable(),
  capabilities: z.array(z.enum(CAPABILITIES)),
  /** True where the role asks for a second factor and the account has none yet: nothing else is open until it has. */
  mustAddSecondFactor: z.boolean(),
});
export type SessionAccount = z.infer<typeof sessionAccountSchema>;

/** `GET /api/session` of somebody who is not signed in: how they may. */
export const signedOutSchema = z.object({
  account: z.null(),
  /** Accounts of the demo that may be entered with one click (`POST /api/session/demo {email}`); empty outside it. */
  demoAccounts: z.array(
    z.object({ email: z.string(), name: z.string(), role, agency: z.string().nullable() }),
  ),
  /** What they accept by signing in; plain text, to be shown before. */
  systemUseNotice: z.string(),
  /** Name of the region's identity provider (`GET /api/session/oidc` leads to it); null where there is none. */
  singleSignOn: z.string().nullable(),
  /** Why the identity provider's sign-in, just tried, let nobody in; null where none was. */
  notice: z.string().nullable(),
});
export type SignedOut = z.infer<typeof signedOutSchema>;

/** Between which a region chooses how many guns a published count has at least. */
export const LEAST_PUBLISHED = 5;
export const MOST_PUBLISHED = 100;

/** `GET /api/region-policy` for administrators of the region; `PUT` takes the same, with the version it was made from. */
export const regionPolicySchema = z.object({
  /** Shown to everybody before they sign in. Plain text; lines are kept. */
  systemUseNotice: z.string(),
  /** Whether dealers are named also to those who see counts alone, as mayor's staff. */
  namesDealers: z.boolean(),
  /** Counts of fewer guns are not published. Fewer than 5 can be told from each other by who knows one of them. */
  leastPublished: z.int().min(LEAST_PUBLISHED).max(MOST_PUBLISHED),
  /** Whether counts are released by somebody else than who made them ready. */
  secondPersonReleases: z.boolean(),
  /** Raised by every change. */
  version: z.int(),
});
export type RegionPolicy = z.infer<typeof regionPolicySchema>;

/** `GET /api/account`: what one may change about one's own sign-in. */
export const ownAccountSchema = z.object({
  account: sessionAccountSchema,
  hasPassword: z.boolean(),
  totp: z.boolean(),
  recoveryCodesLeft: z.number(),
  passkeys: z.array(z.object({ id: z.number(), name: z.string(), createdAt: z.string() })),
  sessions: z.array(
    z.object({
      id: z.number(),
      device: z.string(),
      createdAt: z.string(),
      lastSeenAt: z.string(),
      current: z.boolean(),
    }),
  ),
  tokens: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      capabilities: z.array(z.enum(GIVEN_CAPABILITIES)),
      createdAt: z.string(),
      expiresAt: z.string(),
      lastUsedOn: z.string().nullable(),
    }),
  ),
});
export type OwnAccount = z.infer<typeof ownAccountSchema>;

/** `POST /api/account/totp`: what an authenticator app needs. Nothing is in force until a code confirms it. */
export const totpOfferSchema = z.object({ secret: z.string(), uri: z.string() });
/** `POST /api/account/totp/confirm`, `POST /api/account/recovery-codes`: shown once. */
export const recoveryCodesSchema = z.object({ recoveryCodes: z.array(z.string()) });
/** `POST /api/account/tokens`: shown once. */
export const newTokenSchema = z.object({ id: z.number(), token: z.string() });

/** `GET /api/accounts`: those an administrator keeps, or a steward of its own agency. */
export const accountSchema = z.object({
  id: z.number(),
  email: z.string(),
  name: z.string(),
  role,
  agency: agencyName.nullable(),
  /** `invited` until the invitation is accepted. */
  state: z.enum(['invited', 'active', 'disabled']),
  secondFactor: z.boolean(),
  lastSeenAt: z.string().nullable(),
});
export const accountsSchema = z.object({
  items: z.array(accountSchema),
  total: z.number(),
  next: z.string().nullable(),
});
export type AccountItem = z.infer<typeof accountSchema>;

/** `POST /api/accounts`, `POST /api/accounts/:id/invitation`: the address to send to the person, shown once. */
export const invitationSchema = z.object({ account: accountSchema, invitationUrl: z.string() });

/** What is given, or seen, of each kind of data. */
export const sharingSchema = z.object({
  recoveries: level,
  traces: level,
  ballistics: level,
  debriefs: level,
  sales: level,
});

/** An agreement as those of the giving and of the receiving agency see it, and the administrators of the region. */
export const agreementSchema = z.object({
  id: z.number(),
  giving: agencyName,
  receiving: agencyName,
  sharing: sharingSchema,
  legalBasis: z.string(),
  startsOn: z.string(),
  /** First day on which it gives nothing any more; null where it has no end. */
  endsOn: z.string().nullable(),
  state: z.enum(AGREEMENT_STATES),
  writtenBy: z.string(),
  writtenAt: z.string(),
  acceptedBy: z.string().nullable(),
  acceptedAt: z.string().nullable(),
  revokedBy: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** What the caller may do with it now. */
  actions: z.array(z.enum(['accept', 'decline', 'revoke'])),
});
export type Agreement = z.infer<typeof agreementSchema>;

/** A ready set of levels to begin an agreement from. */
export const agreementTemplateSchema = z.object({
  key: z.string(),
  name: z.string(),
  sharing: sharingSchema,
  legalBasis: z.string(),
});
export type AgreementTemplate = z.infer<typeof agreementTemplateSchema>;

/**
 * `GET /api/agreements`: those of the caller's agency, newest first; all for an administrator. `matrix` holds what is in
 * force, once for each pair in which something is given.
 */
export const agreementsSchema = z.object({
  items: z.array(agreementSchema),
  total: z.number(),
  next: z.null(),
  /** All agencies of the region, by name: those one may write an agreement with. */
  agencies: z.array(agencyName),
  templates: z.array(agreementTemplateSchema),
  matrix: z.array(z.object({ giving: z.string(), receiving: z.string(), sharing: sharingSchema })),
});
export type Agreements = z.infer<typeof agreementsSchema>;

/** `POST /api/agreements`: what the steward of the giving agency offers. */
export const agreementDraftSchema = z.object({
  receiving: z.string(),
  sharing: sharingSchema,
  legalBasis: z.string().trim().min(1).max(500),
  startsOn: z.iso.date(),
  endsOn: z.iso.date().nullable(),
});
export type AgreementDraft = z.infer<typeof agreementDraftSchema>;

/** `GET /api/audit`: events the caller may read, newest first. */
export const auditEventSchema = z.object({
  id: z.number(),
  happenedAt: z.string(),
  actor: z.string(),
  /** Code of the agency whose records or settings it touches; null where it touches nobody's alone. */
  agency: z.string().nullable(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export const auditEventsSchema = z.object({
  items: z.array(auditEventSchema),
  total: z.number(),
  next: z.string().nullable(),
});
export type AuditEventItem = z.infer<typeof auditEventSchema>;
