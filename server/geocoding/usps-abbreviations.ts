/**
 * Street suffixes, directions and unit words with their standard abbreviation (USPS Publication 28, appendix C, and
 * the spellings police and dealers' files use beside it).
 */

/** Each line: the standard abbreviation, then the other spellings. */
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

/**
 * Each line: the standard abbreviation, the full word, other spellings of it; after `|` spellings that are a suffix
 * only in a suffix's place (`LA CIENEGA BLVD` has no lane in it, and `GARDEN WALKS` are not one walk).
 */
const SUFFIX_TABLE = `
  ALY ALLEY ALLEE ALLY | AL ALLEYS
  ANX ANNEX ANEX ANNX
  ARC ARCADE
  AVE AVENUE AV AVEN AVENU AVN AVNUE | AVENUES AVES
  BCH BEACH
  BLF BLUFF | BLUFFS BLFS
  BLVD BOULEVARD BOUL BOULV BLV BVD | BL BV BD BOULEVARDS BLVDS
  BND BEND
  BR BRANCH BRNCH
  BRG BRIDGE BRDGE
  BRK BROOK
  BTM BOTTOM
  BYP BYPASS BYPA BYPAS BYPS
  BYU BAYOU BAYOO
  CIR CIRCLE CIRC CIRCL CRCL CRCLE | CI CIRCLES CIRS
  CLB CLUB
  CLF CLIFF
  CLFS CLIFFS
  CMN COMMON
  CMNS COMMONS
  COR CORNER
  CORS CORNERS
  CP CAMP
  CPE CAPE
  CRES CRESCENT CRSENT CRSNT CRESC
  CRK CREEK | CK
  CRSE COURSE
  CRST CREST
  CSWY CAUSEWAY CAUSWA
  CT COURT CRT
  CTR CENTER CENTRE CENTR CNTER CNTR CEN
  CTS COURTS
  CURV CURVE
  CV COVE
  CYN CANYON CANYN CNYN
  DL DALE
  DM DAM
  DR DRIVE DRV DRIV | DRIVES DRS
  DRWY DRIVEWAY DWY
  DV DIVIDE DVD
  EST ESTATE
  ESTS ESTATES
  EXPY EXPRESSWAY EXPWY EXPRESSWY EXPW EXPR | EXP
  EXT EXTENSION EXTN EXTNSN
  FALL
  FLD FIELD
  FLDS FIELDS
  FLS FALLS
  FLT FLAT
  FLTS FLATS
  FRD FORD
  FRG FORGE
  FRK FORK
  FRKS FORKS
  FRST FOREST
  FRY FERRY FRRY
  FWY FREEWAY FREEWY FRWAY FRWY
  GDN GARDEN GRDEN GARDN
  GDNS GARDENS GRDNS
  GLN GLEN
  GRN GREEN
  GRTH GARTH
  GRV GROVE GROV
  GTWY GATEWAY GATEWY GTWAY
  HBR HARBOR HARBOUR HARBR
  HL HILL
  HLS HILLS
  HOLW HOLLOW HLLW
  HTS HEIGHTS HGTS HGHTS HT
  HVN HAVEN
  HWY HIGHWAY HIGHWY HIWAY HIWY HWAY HGHWY HGWY | HY
  INLT INLET
  IS ISLAND ISLND
  ISLE | ISLES
  JCT JUNCTION JCTN JUNCTN
  KNL KNOLL KNOL
  KNLS KNOLLS
  LAND
  LCK LOCK
  LDG LODGE LDGE LODG
  LK LAKE
  LKS LAKES
  LN LANE | LA LANES LNS
  LNDG LANDING LNDNG
  LOOP | LOOPS LP
  MALL
  MDW MEADOW
  MDWS MEADOWS MEDOWS
  MEWS
  ML MILL
  MLS MILLS
  MNR MANOR
  MSN MISSION MISSN
  MTN MOUNTAIN MNTN MNT MTIN | MT MOUNT
  NCK NECK
  ORCH ORCHARD ORCHRD
  OVAL OVAL OVL
  OVLK OVERLOOK
  PARK PARK PRK PK | PARKS
  PASS
  PATH | PATHS
  PIKE | PIKES
  PKWY PARKWAY PARKWY PKWAY PKY PWY PKW | PARKWAYS PKWYS PY
  PL PLACE PLC | PLS
  PLN PLAIN
  PLNS PLAINS
  PLZ PLAZA PLZA
  PNE PINE
  PNES PINES
  PR PRAIRIE PRARIE
  PRT PORT
  PSGE PASSAGE
  PT POINT
  PTS POINTS
  QUAY
  RAMP
  RD ROAD | ROADS RDS
  RDG RIDGE RDGE
  RIV RIVER RVR
  RNCH RANCH
  ROW
  RTE ROUTE | RT
  RUE
  RUN
  SHR SHORE
  SHRS SHORES
  SKWY SKYWAY
  SMT SUMMIT SUMIT
  SPG SPRING SPNG SPRNG
  SPGS SPRINGS SPNGS SPRNGS
  SPUR | SPURS
  SQ SQUARE SQR SQRE SQU | SQUARES SQS
  ST STREET STR STRT STREE SREET STEET | STREETS STS
  STA STATION STATN STN
  STRM STREAM
  TER TERRACE TERR TERRAC | TE
  TPKE TURNPIKE TRNPK TPK TURNPK
  TRAK TRACK
  TRCE TRACE
  TRFY TRAFFICWAY
  TRL TRAIL | TRAILS TRLS TR
  TUNL TUNNEL TUNEL TUN
  TWRS TOWERS
  VIA VIADUCT VIADCT
  VIS VISTA
  VL VILLE
  VLG VILLAGE VILL VILLG
  VLY VALLEY VALLY
  VW VIEW
  WALK | WALKS WLK
  WAY | WY
  XING CROSSING CRSSNG
  XRD CROSSROAD | CROSSROADS
  YARD`;

const suffixes = new Map<string, string>();
const nameWords = new Map<string, string>();
for (const line of SUFFIX_TABLE.trim().split('\n')) {
  const [anywhere = '', inPlace = ''] = line.split('|');
  const spellings = anywhere.trim().split(' ');
  const [standard = '', full = standard] = spellings;
  for (const spelling of spellings) nameWords.set(spelling, full);
  for (const spelling of [...spellings, ...inPlace.trim().split(' ')]) {
    if (spelling !== '' && !suffixes.has(spelling)) suffixes.set(spelling, standard);
  }
}
// Words of names that only look like an abbreviation: VIA LINDA, EST (a family name), PR (private road).
for (const word of ['VIA', 'EST', 'PR']) nameWords.delete(word);

/** Any spelling of a suffix to its standard abbreviation. */
export const STREET_SUFFIXES: ReadonlyMap<string, string> = suffixes;

/** What a suffix word is inside a name, in full: `LIBERTY HGTS AVE` is Liberty Heights. */
export const SUFFIX_WORDS_IN_FULL: ReadonlyMap<string, string> = nameWords;

/** Suffixes that are hardly ever a name's own last word: `DRUID HILL` may lack its AVE, `CHARLES ST` lacks nothing. */
export const SURE_SUFFIXES: ReadonlySet<string> = new Set(
  'ALY AVE BLVD CIR CRES CT DR EXPY FWY HWY LN LOOP PIKE PKWY PL RD SQ ST TER TPKE TRL WAY'.split(' '),
);

/** Words for a unit that its number or letter follows (`APT 4`). */
export const UNIT_WORDS = words(`
  APT APARTMENT APPT APMT APTS
  BLDG BUILDING
  BSMT BASEMENT BSMNT
  DEPT DEPARTMENT
  FL FLOOR FLR
  HNGR HANGAR
  LOT
  RM ROOM
  SPC SPACE
  STE SUITE
  TRLR TRAILER
  UNIT
  #`);

/** Words for a unit that stand alone at the end (`1200 MAIN ST REAR`). */
export const UNIT_PLACES = words(`
  BSMT BASEMENT BSMNT
  FRNT FRONT
  LBBY LOBBY
  LOWR LOWER LWR
  OFC OFFICE
  PH PENTHOUSE
  REAR
  UPPR UPPER UPR`);
