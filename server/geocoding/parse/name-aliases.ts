/** Names of people that streets are named for, and how files shorten them; all without spaces but the name itself. */
const TABLE: Readonly<Record<string, string>> = {
  'MARTIN LUTHER KING JR': `MLK MLKJR MLKING MLKINGJR MARTINLKING MARTINLKINGJR MLUTHERKING MLUTHERKINGJR
    MARTINLUTHERKING LUTHERKING LUTHERKINGJR`,
  'JOHN F KENNEDY': 'JFK JFKENNEDY JOHNFITZGERALDKENNEDY PRESIDENTJOHNFKENNEDY PRESIDENTKENNEDY',
  'ROBERT F KENNEDY': 'RFK RFKENNEDY',
  'FRANKLIN D ROOSEVELT': 'FDR FDROOSEVELT FRANKLINDELANOROOSEVELT',
  'LYNDON B JOHNSON': 'LBJ LBJOHNSON LYNDONBAINESJOHNSON',
  'DWIGHT D EISENHOWER': 'DDEISENHOWER PRESIDENTEISENHOWER',
  'CESAR CHAVEZ': 'CESARECHAVEZ',
  'ADAM CLAYTON POWELL JR': 'ADAMCLAYTONPOWELL ADAMCPOWELL ADAMCPOWELLJR ACPOWELL ACPOWELLJR',
};

const TITLES = ['', 'DOCTOR', 'REVEREND', 'REVERENDDOCTOR'];

/** From a name without spaces, words in full, to the one it goes by. */
export const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries(TABLE).flatMap(([name, spellings]) =>
    [name.replaceAll(' ', ''), ...spellings.split(/\s+/)].flatMap((spelling) =>
      TITLES.map((title) => [title + spelling, name] as const),
    ),
  ),
);
