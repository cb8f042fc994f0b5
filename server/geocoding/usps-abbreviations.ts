/** Street suffixes, directions and unit words with their standard abbreviation (USPS Publication 28, common ones). */

const words = (table: string): ReadonlyMap<string, string> => {
  const abbreviations = new Map<string, string>();
  for (const line of table.trim().split('\n')) {
    const [standard = '', ...spellings] = line.trim().split(' ');
    for (const spelling of [standard, ...spellings]) abbreviations.set(spelling, standard);
  }
  return abbreviations;
};

export const DIRECTIONS = words(`
  N NORTH NO
  S SOUTH SO
  E EAST
  W WEST
  NE NORTHEAST
  NW NORTHWEST
  SE SOUTHEAST
  SW SOUTHWEST`);

export const STREET_SUFFIXES = words(`
  ALY ALLEY ALLY
  AVE AVENUE AV AVEN AVENU AVN
  BLVD BOULEVARD BOUL BLV
  BR BRANCH
  BRG BRIDGE
  BYP BYPASS
  CIR CIRCLE CIRC CRCL
  CT COURT CRT
  CTR CENTER CENTRE
  CRES CRESCENT
  XING CROSSING
  DR DRIVE DRV DRIV
  EXPY EXPRESSWAY EXPWY
  EXT EXTENSION
  FWY FREEWAY
  GRN GREEN
  GRV GROVE
  HWY HIGHWAY HIWAY HWAY
  HL HILL
  JCT JUNCTION
  LN LANE
  LOOP LOOPS
  MNR MANOR
  PKWY PARKWAY PKY PARKWY
  PASS
  PATH PATHS
  PIKE PIKES
  PL PLACE
  PLZ PLAZA
  PT POINT
  RDG RIDGE
  RD ROAD
  ROW
  RUN
  SQ SQUARE SQR
  ST STREET STR STRT
  STA STATION
  TER TERRACE TERR
  TRCE TRACE
  TRL TRAIL
  TPKE TURNPIKE TRNPK TPK
  VW VIEW
  VLG VILLAGE
  WALK
  WAY WY`);

export const UNIT_WORDS = words(`
  APT APARTMENT APPT
  BLDG BUILDING
  BSMT BASEMENT
  DEPT DEPARTMENT
  FL FLOOR FLR
  LOT
  RM ROOM
  STE SUITE
  TRLR TRAILER
  UNIT
  #`);
