/** What the API answers about requests for tracing, and what it is sent. */
import { z } from 'zod';
import { LONGEST_REASON, REQUEST_OUTCOMES, REQUEST_STATUSES, TRACE_FIELDS_ASKED_NAMES } from './tracing.ts';
import { FIREARM_TYPES } from './vocabulary.ts';

const agencyName = z.object({ code: z.string(), name: z.string() });
const missing = z.array(z.enum(TRACE_FIELDS_ASKED_NAMES));
const firearm = z.object({
  serialNumber: z.string().nullable(),
  serialObliterated: z.boolean(),
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  caliber: z.string().nullable(),
  firearmType: z.enum(FIREARM_TYPES),
});

/** A recovered gun without a trace, for which nothing has been asked yet. */
export const queuedGunSchema = firearm.extend({
  /** Id of the recovery. */
  recovery: z.number(),
  recoveredOn: z.string().nullable(),
  /** Days since the recovery; null where its date is unknown. */
  ageDays: z.number().nullable(),
  caseNumber: z.string().nullable(),
  missing,
});
export type QueuedGun = z.infer<typeof queuedGunSchema>;

/** `GET /api/trace-requests`: the queue, the oldest first. */
export const traceQueueSchema = z.object({
  items: z.array(queuedGunSchema),
  total: z.number(),
  /** How many of them have a serial number: the others cannot be traced. */
  traceable: z.number(),
  next: z.string().nullable(),
  /** The ORI of the last batch, to begin from; null where there is none. */
  lastOri: z.string().nullable(),
});
export type TraceQueue = z.infer<typeof traceQueueSchema>;

/** A request with what is known of its gun; where the gun's import was undone, that is nothing. */
export const traceRequestSchema = z.object({
  id: z.number(),
  status: z.enum(REQUEST_STATUSES),
  outcome: z.enum(REQUEST_OUTCOMES).nullable(),
  reason: z.string().nullable(),
  recoveredOn: z.string().nullable(),
  submittedOn: z.string().nullable(),
  returnedAt: z.string().nullable(),
  /** Who entered by hand what came back; null where an import brought it. */
  returnedBy: z.string().nullable(),
  firearm: firearm.nullable(),
});
export type TraceRequest = z.infer<typeof traceRequestSchema>;
export const traceRequestsSchema = z.object({
  items: z.array(traceRequestSchema),
  total: z.number(),
  next: z.null(),
});

export const traceBatchSchema = z.object({
  id: z.number(),
  agency: agencyName,
  /** True for one's own agency's; false for one that is routed through it. */
  own: z.boolean(),
  coordinator: agencyName.nullable(),
  ori: z.string().nullable(),
  madeBy: z.string(),
  madeAt: z.string(),
  submittedOn: z.string().nullable(),
  /** Days since it was submitted; null before, and once all have come back. */
  waitingDays: z.number().nullable(),
  requests: z.number(),
  toSubmit: z.number(),
  submitted: z.number(),
  purchaser: z.number(),
  dealer: z.number(),
  notTraceable: z.number(),
});
export type TraceBatch = z.infer<typeof traceBatchSchema>;

/** `GET /api/trace-requests/batches`: the newest first. */
export const traceBatchesSchema = z.object({
  items: z.array(traceBatchSchema),
  total: z.number(),
  next: z.string().nullable(),
});
/** `GET /api/trace-requests/batches/:id`. */
export const traceBatchDetailSchema = traceBatchSchema.extend({ items: z.array(traceRequestSchema) });
export type TraceBatchDetail = z.infer<typeof traceBatchDetailSchema>;

const address = {
  street: z.string().nullable(),
  city: z.string().nullable(),
  county: z.string().nullable(),
  state: z.string().nullable(),
  zip: z.string().nullable(),
};
/** What ATF F 3312.1 asks of one gun, as far as records have it. */
export const traceFormSchema = firearm.extend({
  request: z.number(),
  agency: agencyName,
  submittedOn: z.string().nullable(),
  priority: z.string().nullable(),
  crimeCode: z.string().nullable(),
  projectCode: z.string().nullable(),
  ori: z.string().nullable(),
  officer: z.string().nullable(),
  badge: z.string().nullable(),
  caseNumber: z.string().nullable(),
  countryOfOrigin: z.string().nullable(),
  importer: z.string().nullable(),
  possessor: z
    .object({ name: z.string().nullable(), birthDate: z.string().nullable(), ...address })
    .nullable(),
  recovery: z.object({ on: z.string().nullable(), ...address }),
  missing,
});
export type TraceForm = z.infer<typeof traceFormSchema>;
/** `GET /api/trace-requests/batches/:id/forms`. */
export const traceFormsSchema = z.object({
  batch: traceBatchSchema,
  items: z.array(traceFormSchema),
  /** Guns of the batch that records do not have any more. */
  gone: z.number(),
});

/** `GET /api/trace-requests/coordinator`. */
export const tracingCoordinatorSchema = z.object({
  /** Through whom one's own agency sends its requests; null: by itself. */
  coordinator: agencyName.nullable(),
  /** False where no agreement gives the coordinator the recoveries as records any more: it sees no request. */
  inForce: z.boolean(),
  /** Agencies that an agreement in force gives one's recoveries as records: who may be chosen. */
  candidates: z.array(agencyName),
  /** Agencies that send theirs through one's own. */
  routedHere: z.array(agencyName),
});
export type TracingCoordinator = z.infer<typeof tracingCoordinatorSchema>;

export const batchDraftSchema = z.object({
  recoveries: z.array(z.number().int().min(1).max(2_147_483_647)).min(1).max(500),
  ori: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{9}$/)
    .nullable(),
});
export type BatchDraft = z.infer<typeof batchDraftSchema>;
const reason = z.string().trim().min(1).max(LONGEST_REASON);
export const returnDraftSchema = z.object({ reason });
export const setAsideDraftSchema = z.object({
  recovery: z.number().int().min(1).max(2_147_483_647),
  reason,
});
export const submitDraftSchema = z.object({ on: z.iso.date() });
export const coordinatorDraftSchema = z.object({ coordinator: z.string().min(1).max(100).nullable() });

const counts = {
  recovered: z.number(),
  submitted: z.number(),
  tracedToDealer: z.number(),
  tracedToPurchaser: z.number(),
};
/** Guns by `AGE_BANDS`. */
const ageing = z.object({
  month: z.number(),
  quarter: z.number(),
  year: z.number(),
  older: z.number(),
  unknown: z.number(),
});
export const coverageAgencySchema = z.object({
  ...agencyName.shape,
  own: z.boolean(),
  /** True where it sends its requests through one's own agency. */
  routed: z.boolean(),
  ...counts,
  /** Sent from here, nothing of it in records yet; null where one is not told. */
  awaited: z.number().nullable(),
  /** Months (`2024-03`) with recoveries, in order; null: the date is unknown. */
  months: z.array(z.object({ month: z.string().nullable(), ...counts, awaited: z.number().nullable() })),
  /** Guns without a trace and without a request, by how long ago they were recovered; null where one is not told. */
  queue: ageing.nullable(),
  /** Requests that were not sent yet, and the days since the oldest recovery among them; null where one is not told. */
  toSubmit: z.object({ requests: z.number(), oldestDays: z.number().nullable() }).nullable(),
  /** Requests that were sent and have not come back, and the days since the first was sent. */
  awaiting: z.object({ requests: z.number(), oldestDays: z.number().nullable() }).nullable(),
});
export type CoverageAgency = z.infer<typeof coverageAgencySchema>;
/** `GET /api/trace-coverage`. */
export const traceCoverageSchema = z.object({
  items: z.array(coverageAgencySchema),
  total: z.number(),
  next: z.null(),
  all: z.object(counts),
  /** Agencies whose recoveries one sees but not how far these were traced. */
  leftOut: z.array(agencyName),
  notice: z.string(),
});
export type TraceCoverage = z.infer<typeof traceCoverageSchema>;
