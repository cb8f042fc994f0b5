import { type Random, WeightedChoice } from './random.ts';

export interface DemoFirearm {
  readonly manufacturer: string;
  readonly model: string;
  readonly caliber: string;
  readonly type: 'pistol' | 'revolver' | 'rifle' | 'shotgun' | 'other';
  readonly country: string;
  readonly importer: string | null;
}

interface CatalogueEntry extends DemoFirearm {
  readonly weight: number;
  /** `#` is a digit, `@` a letter. */
  readonly serial: string;
  /** No longer made when the records begin: sold long ago, often too old to be traced. */
  readonly old: boolean;
  /** First year it was sold. */
  readonly since: number;
}

/** weight | maker | model | caliber | type | serial pattern | country | importer | old | made since. Nearly 3 in 4 are pistols. */
const CATALOGUE = `
90|GLOCK|19|9MM|pistol|@@@@###|AUSTRIA|GLOCK INC, SMYRNA, GA||1988
60|GLOCK|17|9MM|pistol|@@@@###|AUSTRIA|GLOCK INC, SMYRNA, GA||1985
35|GLOCK|22|.40|pistol|@@@###|AUSTRIA|GLOCK INC, SMYRNA, GA||1990
30|GLOCK|43|9MM|pistol|@@@@###|AUSTRIA|GLOCK INC, SMYRNA, GA||2015
85|TAURUS|G2C|9MM|pistol|AC@######|BRAZIL|TAURUS INTERNATIONAL, BAINBRIDGE, GA||2017
50|TAURUS|PT111|9MM|pistol|T@@#####|BRAZIL|TAURUS INTERNATIONAL, MIAMI, FL||1997
80|SMITH & WESSON|SD9VE|9MM|pistol|F@@####|UNITED STATES|||2012
65|SMITH & WESSON|M&P SHIELD|9MM|pistol|J@@####|UNITED STATES|||2012
35|SMITH & WESSON|SD40VE|.40|pistol|F@@####|UNITED STATES|||2012
60|RUGER|LCP|.380|pistol|37#######|UNITED STATES|||2008
40|RUGER|EC9S|9MM|pistol|45#######|UNITED STATES|||2017
25|RUGER|P95|9MM|pistol|31#######|UNITED STATES|||1996
40|SCCY INDUSTRIES|CPX-2|9MM|pistol|######|UNITED STATES|||2011
45|SPRINGFIELD ARMORY|XD|9MM|pistol|@@######|CROATIA|SPRINGFIELD ARMORY, GENESEO, IL||2001
30|SIG SAUER|P365|9MM|pistol|66@######|UNITED STATES|||2018
20|SIG SAUER|P320|9MM|pistol|58@######|UNITED STATES|||2014
45|HI-POINT|C9|9MM|pistol|P#######|UNITED STATES|||1998
20|HI-POINT|JCP|.40|pistol|X7#####|UNITED STATES|||2002
25|BERETTA|92FS|9MM|pistol|BER######|ITALY|BERETTA USA, ACCOKEEK, MD||1985
20|KEL-TEC|P11|9MM|pistol|@####|UNITED STATES|||1995
18|FN HERSTAL|FIVE-SEVEN|5.7|pistol|386#####|BELGIUM|FN AMERICA, COLUMBIA, SC||2004
15|CANIK|TP9|9MM|pistol|T6472-##@@#####|TURKEY|CENTURY ARMS, DELRAY BEACH, FL||2012
15|COLT|1911|.45|pistol|CV######|UNITED STATES
18|JIMENEZ ARMS|J.A. 380|.380|pistol|######|UNITED STATES|||2004
20|BRYCO ARMS|38|.380|pistol|#######|UNITED STATES||old
18|LORCIN|L380|.380|pistol|######|UNITED STATES||old
15|RAVEN ARMS|MP-25|.25|pistol|#######|UNITED STATES||old
45|SMITH & WESSON|BODYGUARD 38|.38|revolver|C@@####|UNITED STATES|||2010
20|SMITH & WESSON|10|.38|revolver|D######|UNITED STATES||old
35|TAURUS|85|.38|revolver|@@#####|BRAZIL|TAURUS INTERNATIONAL, MIAMI, FL
18|ROSSI|M68|.38|revolver|D######|BRAZIL|INTERARMS, ALEXANDRIA, VA|old
15|CHARTER ARMS|UNDERCOVER|.38|revolver|##-#####|UNITED STATES
20|HERITAGE|ROUGH RIDER|.22|revolver|1BH######|UNITED STATES|||1993
12|H&R|732|.32|revolver|AX#####|UNITED STATES||old
18|RUGER|10/22|.22|rifle|00##-#####|UNITED STATES
22|ANDERSON|AM-15|5.56|rifle|########|UNITED STATES|||2010
18|SMITH & WESSON|M&P 15|5.56|rifle|T@#####|UNITED STATES|||2006
16|CENTURY ARMS|WASR-10|7.62|rifle|A1-#####-##|ROMANIA|CENTURY ARMS, GEORGIA, VT||1996
12|NORINCO|SKS|7.62|rifle|#######|CHINA|NAVY ARMS, RIDGEFIELD, NJ|old
14|MARLIN|60|.22|rifle|########|UNITED STATES
10|HI-POINT|995|9MM|rifle|B#####|UNITED STATES|||1997
30|MOSSBERG|500|12|shotgun|U######|UNITED STATES
16|MAVERICK|88|12|shotgun|MV######@|UNITED STATES|||1989
18|REMINGTON|870|12|shotgun|@@@######|UNITED STATES
8|STEVENS|320|12|shotgun|######@|CHINA|SAVAGE ARMS, WESTFIELD, MA||2010
8|SAVAGE|STEVENS 94|20|shotgun|@######|UNITED STATES||old
6|ANDERSON|AM-15 RECEIVER|MULTI|other|########|UNITED STATES|||2010
3|ROHM|DERRINGER FLARE|.22|other|#####|GERMANY||old`;

const ENTRIES: readonly CatalogueEntry[] = CATALOGUE.trim()
  .split('\n')
  .map((line) => {
    const [
      weight,
      manufacturer = '',
      model = '',
      caliber = '',
      type,
      serial = '',
      country = '',
      importer,
      old,
      since,
    ] = line.split('|');
    return {
      weight: Number(weight),
      manufacturer,
      model,
      caliber,
      type: firearmType(type),
      serial,
      country,
      importer: importer || null,
      old: old === 'old',
      since: Number(since ?? 0),
    };
  });

function firearmType(word: string | undefined): DemoFirearm['type'] {
  if (word === 'pistol' || word === 'revolver' || word === 'rifle' || word === 'shotgun' || word === 'other')
    return word;
  throw new Error(`"${word}" is no firearm type of the catalogue.`);
}

const ANY = new WeightedChoice(ENTRIES, ({ weight }) => weight);
const CURRENT = new WeightedChoice(ENTRIES, ({ weight, old }) => (old ? 0 : weight));
const OLD = new WeightedChoice(ENTRIES, ({ weight, old, type }) =>
  old ? weight : type === 'pistol' ? 0 : weight / 10,
);

/** A firearm with a serial number that could be bought in a year: one still made, an old one, or any. */
export function demoFirearm(
  random: Random,
  age: 'current' | 'old' | 'any',
  year: number,
): { firearm: DemoFirearm; serial: string } {
  const choice = { current: CURRENT, old: OLD, any: ANY }[age];
  let entry = choice.draw(random);
  while (entry.since > year) entry = choice.draw(random);
  const signs = [...entry.serial].map((sign) => {
    if (sign === '#') return random.digits(1);
    return sign === '@' ? random.letters(1) : sign;
  });
  return { firearm: entry, serial: signs.join('') };
}
