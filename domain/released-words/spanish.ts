import { OTHER, UNKNOWN } from '../snapshots.ts';
import type { ReleasedWords } from './released-words.ts';
import { capitalised } from './released-words.ts';

/** Where Spanish has a name of its own, by USPS code; all others are called as in English. */
const STATE_NAMES: Readonly<Record<string, string>> = {
  AS: 'Samoa Americana',
  DC: 'Distrito de Columbia',
  HI: 'Hawái',
  LA: 'Luisiana',
  MO: 'Misuri',
  MP: 'Islas Marianas del Norte',
  MS: 'Misisipi',
  NC: 'Carolina del Norte',
  ND: 'Dakota del Norte',
  NH: 'Nuevo Hampshire',
  NJ: 'Nueva Jersey',
  NM: 'Nuevo México',
  NY: 'Nueva York',
  OR: 'Oregón',
  PA: 'Pensilvania',
  SC: 'Carolina del Sur',
  SD: 'Dakota del Sur',
  VI: 'Islas Vírgenes de los Estados Unidos',
  WV: 'Virginia Occidental',
};

const OTHER_SOURCES: Readonly<Record<string, string>> = {
  [OTHER]: 'Otros estados',
  [UNKNOWN]: 'Sin rastreo hasta un vendedor con licencia',
};

const TIMES: Readonly<Record<string, string>> = {
  under_3_months: 'Menos de 3 meses',
  '3_to_7_months': 'De 3 a menos de 7 meses',
  '7_to_12_months': 'De 7 meses a menos de 1 año',
  '1_to_2_years': 'De 1 a menos de 2 años',
  '2_to_3_years': 'De 2 a menos de 3 años',
  '3_years_and_over': '3 años o más',
};

const ELSEWHERE = 'Otros lugares, o lugar desconocido';

const BY = {
  source: 'el estado de su primera venta',
  time: 'el tiempo desde la venta hasta la recuperación',
  type: 'el tipo',
} as const;

/** Within a sentence a few states have an article: `en el Distrito de Columbia`. */
function placed(state: string): string {
  if (state.startsWith('Distrito ')) return `el ${state}`;
  return state.startsWith('Islas ') ? `las ${state}` : state;
}

/** For readers in the United States: plain, and in no country's own words. */
export const SPANISH: ReleasedWords = {
  locale: 'es-US',
  titles: {
    source: 'De dónde vienen las armas recuperadas',
    time: 'Cuánto tiempo pasa desde la venta hasta la recuperación',
    type: 'Qué armas de fuego se recuperan',
  },
  headings: { source: 'Vendidas en', time: 'Desde la venta hasta la recuperación', type: 'Tipo' },
  columns: { guns: 'Armas', share: 'Porcentaje' },
  all: 'Total',
  types: {
    pistol: 'Pistolas',
    revolver: 'Revólveres',
    rifle: 'Rifles',
    shotgun: 'Escopetas',
    other: 'Otras armas de fuego',
    unknown: 'Tipo desconocido',
  },
  time: (id) => TIMES[id] ?? 'Tiempo desconocido',
  source: (code, name) => OTHER_SOURCES[code] ?? STATE_NAMES[code] ?? name,
  area: (code, name) => (code === OTHER ? ELSEWHERE : name),
  notShown: 'no se muestra',
  fewerThan: (threshold) => `menos de ${threshold}`,
  atLeast: (count) => `al menos ${count}`,
  whatIsShown({ count, agency, area, from, to, way }) {
    const guns = count === null ? 'Armas recuperadas' : `${capitalised(count)} armas recuperadas`;
    const where =
      area === null ? '' : area === ELSEWHERE ? ' en otros lugares o en un lugar desconocido' : ` en ${area}`;
    const years = from === to ? `en ${from}` : `de ${from} a ${to}`;
    return `${guns} por ${agency}${where} ${years}, según ${BY[way]}.`;
  },
  howItWasCounted(threshold, isOneYear) {
    const least = `No se muestran las cifras de menos de ${threshold} armas, ni otras que permitirían calcularlas.`;
    return isOneYear
      ? least
      : `${least} «Al menos» es la suma de los años que se muestran; cada año se cuenta una sola vez y no se modifica después.`;
  },
  notARandomSample:
    'Las armas rastreadas no son una muestra aleatoria de las armas relacionadas con delitos: cada agencia elige qué armas rastrear, y un rastreo no dice nada sobre si alguien en la cadena de venta infringió la ley.',
  madeFrom: (agency, day) => `Fuente: resultados de rastreos de ${agency}, según lo que se sabía el ${day}.`,
  figuresAsJson: 'Cifras en JSON',
  endedLink: {
    title: 'Este enlace ya no es válido',
    text: 'Este enlace ha vencido o está incompleto. Pida uno nuevo a quien se lo envió.',
  },
  map: {
    stayed: (state, count) => `Vendidas y recuperadas en ${placed(state)}: ${count}`,
    from: (state, count) => `Desde ${placed(state)}: ${count}`,
    countAndMore: (count) => `${count} o más`,
    noneOrOther: 'sin armas, o contadas con otros estados',
    about: 'Mapa de los Estados Unidos según el estado de la primera venta.',
    linesLeadTo: (state) => `Las líneas llegan hasta ${placed(state)}.`,
    mostSoldIn: (states) =>
      states.length === 0
        ? 'No se muestra la cifra de ningún estado.'
        : `Estados donde más se vendieron: ${states.join(', ')}.`,
    notShownOf: (states) =>
      states === 1
        ? 'No se muestra la cifra de 1 estado.'
        : `No se muestran las cifras de ${states} estados.`,
  },
};
