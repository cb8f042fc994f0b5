/** Fewer records than this are not enough to lean on; figures resting on them say so. */
export const FEW_RECORDS = 20;
