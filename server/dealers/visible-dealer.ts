/**
 * SQL that is true where the scope of the transaction may see dealer `d`: one of a public licence list, or one that a
 * trace in scope names. A scalar subquery, so that each dealer is looked up by index: as EXISTS beside OR, PostgreSQL
 * would read all recoveries first.
 */
export const DEALER_IS_VISIBLE = `(d.listed OR (
  SELECT true FROM recovery v
  WHERE v.dealer_id = d.id AND v.agency_id = ANY (ARRAY(SELECT visible_agency_ids())) LIMIT 1))`;
