/**
 * SQL for the name of a street (`street_segment s`, `street_name n`) as signs have it, from its parts in capitals: `N St Paul St`, `McHenry St`, `I-95`, `US 1`,
 * `MD 25`. A mark keeps initcap from making `Mchenry` of it.
 */
export const STREET_NAME = `CASE
  WHEN n.name ~ '^INTERSTATE [0-9]' THEN 'I-' || substr(n.name, ${'INTERSTATE '.length + 1})
  WHEN n.name ~ '^US HIGHWAY [0-9]' THEN 'US ' || substr(n.name, ${'US HIGHWAY '.length + 1})
  WHEN n.name ~ '^STATE HIGHWAY [0-9]' THEN concat_ws(' ', s.state, substr(n.name, ${'STATE HIGHWAY '.length + 1}))
  WHEN n.name ~ '^COUNTY ROAD [0-9]' THEN 'CR ' || substr(n.name, ${'COUNTY ROAD '.length + 1})
  ELSE concat_ws(' ', s.pre_direction,
    replace(initcap(regexp_replace(regexp_replace(n.name, '\\mSAINT\\M', 'ST', 'g'),
      '\\mMC([A-Z]{2})', 'MC~\\1', 'g')), '~', ''),
    initcap(s.suffix), s.post_direction)
  END`;
