/** Who made or brought in a gun, however a file writes it. */

/** Words that are of companies, not of one maker. */
const OF_COMPANIES = new Set(
  `INC LLC LTD CO COMPANY CORP CORPORATION GMBH KG AG SA SPA SRL PLC AS DOO MFG MANUFACTURING MANUFACTURER THE OF AND
   USA US AMERICA AMERICAN INTERNATIONAL INTL ARMS ARM FIREARMS FIREARM INDUSTRIES IND ENTERPRISES IMPORTS SONS BROS
   BROTHERS GUN GUNS WORKS PRODUCTS TECHNOLOGIES`.split(/\s+/),
);

/**
 * Names one maker goes by, the one it is known by first: as its own words, its importers, parent companies and earlier names
 * that sold under one series of serial numbers have it. Spelled as {@link bareName} leaves them.
 */
const KNOWN_BY = [
  ['SMITH WESSON', 'SW', 'S W', 'SMITH', 'SMITHWESSON', 'SMITH AN WESSON', 'THOMPSON CENTER SMITH WESSON'],
  ['RUGER', 'STURM RUGER', 'STURM', 'RUGER STURM'],
  ['GLOCK', 'GLOCK GES', 'GLOCK GESMBH'],
  ['SIG SAUER', 'SIG', 'SIGARMS', 'SIGSAUER', 'SAUER SIG', 'SIG SAUER SIGARMS'],
  ['BERETTA', 'PIETRO BERETTA', 'BERETTA PIETRO', 'FABBRICA D ARMI PIETRO BERETTA', 'FAB D ARMI P BERETTA'],
  ['TAURUS', 'FORJAS TAURUS', 'TAURUS ARMAS', 'TAURUS BRASIL', 'TAURUS FORJAS'],
  ['HI POINT', 'HIPOINT', 'BEEMILLER', 'HASKELL', 'STALLARD', 'IBERIA'],
  ['SPRINGFIELD ARMORY', 'SPRINGFIELD', 'SPRINGFIELD GENESEO', 'HS PRODUKT', 'HS PRODUCKT', 'IM METAL'],
  [
    'FN',
    'FN HERSTAL',
    'FNH',
    'FABRIQUE NATIONALE',
    'FABRIQUE NATIONALE HERSTAL',
    'FABRIQUE NATIONALE D HERSTAL',
  ],
  ['HECKLER KOCH', 'HK', 'H K', 'HECKLER', 'HECKLER UND KOCH'],
  ['HARRINGTON RICHARDSON', 'HR', 'H R', 'H R 1871', 'NEW ENGLAND', 'HARRINGTON'],
  ['MOSSBERG', 'O F MOSSBERG', 'OF MOSSBERG', 'MAVERICK', 'MOSSBERG MAVERICK'],
  ['COLT', 'COLTS', 'COLT S', 'COLTS PATENT', 'COLT DEFENSE', 'COLTS PATENT FIRE'],
  ['KEL TEC', 'KELTEC', 'KEL TEC CNC', 'KELTEC CNC'],
  ['WALTHER', 'CARL WALTHER', 'WALTHER CARL', 'C WALTHER'],
  ['CZ', 'CESKA ZBROJOVKA', 'CESKA', 'CZ UB', 'CZUB'],
  ['ROSSI', 'AMADEO ROSSI', 'ROSSI AMADEO'],
  ['REMINGTON', 'RA REMINGTON', 'REMINGTON OUTDOOR'],
  ['SAVAGE', 'SAVAGE STEVENS', 'STEVENS', 'J STEVENS'],
  ['WINCHESTER', 'WINCHESTER REPEATING', 'US REPEATING', 'OLIN WINCHESTER'],
  ['ROCK ISLAND ARMORY', 'ARMSCOR', 'ARMSCOR PRECISION', 'PHILIPPINES', 'ARMSCOR PHILIPPINES', 'ROCK ISLAND'],
  ['ROMARM', 'ROMARM CUGIR', 'CUGIR', 'SC ROMARM', 'ROMTECHNICA'],
  ['ZASTAVA', 'CRVENA ZASTAVA', 'ZASTAVA ORUZJE'],
  ['NORINCO', 'CHINA NORTH', 'NORTH CHINA'],
  ['IWI', 'ISRAEL WEAPON', 'ISRAEL MILITARY', 'IMI', 'ISRAEL WEAPONS'],
  ['CANIK', 'CANIK55', 'SAMSUN YURT SAVUNMA'],
  ['JIMENEZ', 'JA JIMENEZ', 'J A'],
  ['SCCY', 'SKYY'],
  ['RADOM', 'FB RADOM', 'FABRYKA BRONI RADOM', 'LUCZNIK'],
  ['ROEHM', 'ROHM', 'RG', 'RG ROHM'],
  ['MARLIN', 'MARLIN GLENFIELD', 'GLENFIELD'],
  ['PALMETTO STATE ARMORY', 'PSA', 'PALMETTO STATE', 'PALMETTO'],
  ['POLYMER80', 'POLYMER 80', 'P80'],
  ['CENTURY', 'CAI', 'CENTURY ST ALBANS'],
] as const;

const MAKER_OF = new Map<string, string>(
  KNOWN_BY.flatMap((names) => names.map((name) => [name, names[0]] as const)),
);

/** Words that say nobody knows. */
const UNKNOWN =
  /^(?:UNK|UNKNOWN|NONE|NA|N A|OTHER|NOT KNOWN|NOT AVAILABLE|PRIVATELY MADE|PMF|GHOST|HOMEMADE|NO)$/;

/** A name of a maker without punctuation and the words all companies have. */
function bareName(name: string): string {
  const words = name
    .toUpperCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[^A-Z0-9]+/g, ' ')
    .trim()
    .split(' ');
  const telling = words.filter((word) => !OF_COMPANIES.has(word));
  return (telling.length === 0 ? words : telling).join(' ');
}

/**
 * The makers that a gun's manufacturer and importer name, each as one name however it is written (`S&W` and `SMITH AND
 * WESSON CORP` are one); empty where neither is known. Both count: many files give an importer as the manufacturer.
 */
export function makersOf({
  manufacturer,
  importer,
}: {
  readonly manufacturer: string | null;
  readonly importer: string | null;
}): ReadonlySet<string> {
  const names = [manufacturer, importer].flatMap((name) => {
    const bare = name === null ? '' : bareName(name);
    return bare === '' || UNKNOWN.test(bare) ? [] : [MAKER_OF.get(bare) ?? bare];
  });
  return new Set(names);
}
