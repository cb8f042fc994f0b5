import { FEW_RECORDS } from '../../domain/statistics/few-records.ts';
import type { FollowedByDay } from '../../domain/statistics/kaplan-meier.ts';
import { countOf } from '../../domain/statistics/kaplan-meier.ts';
import { logRank } from '../../domain/statistics/log-rank.ts';
import { isRefused } from '../../domain/statistics/refusal.ts';
import { seenByAgeOfCounted } from '../../domain/statistics/right-truncated-times.ts';
import { shareWithin, timesSummary } from '../../domain/statistics/times-summary.ts';
import type { TimeGrouping, TimesToCrimeAnswer } from '../../domain/times-to-crime-responses.ts';
import { NOT_A_RANDOM_SAMPLE } from '../../domain/vocabulary.ts';
import type { ScopedRead } from '../database/with-scope.ts';
import type { DatedGuns } from '../rollups/dated-guns.ts';
import { countDatedGuns } from '../rollups/dated-guns.ts';
import { readPackedGuns } from '../rollups/read-packed-guns.ts';
import type { RecordFilter } from '../traces/resolve-corridors.ts';
import type { TimesOfGroup } from './times-of-groups.ts';
import { timesOfGroups } from './times-of-groups.ts';

type Group = TimesToCrimeAnswer['groups'][number];

const DAYS_A_YEAR = 365;
const HORIZON_DAYS = 10 * DAYS_A_YEAR;
const STEP_DAYS = 30;
const TOLD_YEARS = [1, 2, 3, 5];

/** `GET /api/time-to-crime`: how soon after their sale traced guns were recovered, by group. */
export async function readTimesToCrime(
  read: ScopedRead,
  filter: RecordFilter,
  by: TimeGrouping,
): Promise<TimesToCrimeAnswer> {
  const packed = await readPackedGuns(read, filter, { tracedOnly: true });
  const groups = timesOfGroups(packed, filter, by).map((group) => ({
    ...group,
    followed: followedOf(group),
  }));
  const compared = groups.filter(
    ({ key, followed }) => key !== null && countOf(followed.followed) >= FEW_RECORDS,
  );
  const test = compared.length < 2 ? null : logRank(compared.map(({ followed }) => followed));
  return {
    by,
    groups: groups.map(describe),
    logRank:
      test === null
        ? null
        : {
            chiSquare: test.chiSquare,
            degreesOfFreedom: test.degreesOfFreedom,
            p: test.p,
            groups: compared.length,
          },
    corrected: corrected(countDatedGuns(packed, filter), filter.ttcMax),
    notice: NOT_A_RANDOM_SAMPLE,
  };
}

/** All of them were recovered: nobody is followed without that. */
function followedOf({ days }: TimesOfGroup): FollowedByDay {
  return { followed: days, events: days };
}

function describe({ key, guns, days }: TimesOfGroup): Group {
  const summary = timesSummary(days);
  return {
    key,
    guns,
    ...summary,
    withinYear: shareWithin(days, DAYS_A_YEAR),
    curve: summary.known === 0 ? [] : curveOf(days, summary.known),
  };
}

function curveOf(days: Uint32Array, known: number): Group['curve'] {
  const curve: Group['curve'] = [];
  let recovered = 0;
  for (let day = 0; day <= HORIZON_DAYS; day++) {
    recovered += days[day] ?? 0;
    if (day % STEP_DAYS === 0) curve.push({ days: day, recovered: recovered / known });
  }
  return curve;
}

/** The parts recovered within some years of those recovered within the horizon, as they are once recent sales are allowed for. */
function corrected(dated: DatedGuns | null, ttcMax: number | undefined): TimesToCrimeAnswer['corrected'] {
  if (dated === null) return null;
  const horizonDays = Math.min(HORIZON_DAYS, ttcMax ?? HORIZON_DAYS, dated.ages.length - 1);
  if (horizonDays < DAYS_A_YEAR) return null;
  const seen = seenByAgeOfCounted(dated, horizonDays);
  if (isRefused(seen)) return null;
  const countWithin = (days: number) => {
    let count = 0;
    for (let day = 0; day <= days; day++) count += dated.times[day] ?? 0;
    return count;
  };
  const counted = countWithin(horizonDays);
  return {
    horizonDays,
    parts: TOLD_YEARS.filter((years) => years * DAYS_A_YEAR < horizonDays).map((years) => ({
      years,
      part: seen.seen[years * DAYS_A_YEAR] ?? 1,
      asSeen: countWithin(years * DAYS_A_YEAR) / counted,
    })),
  };
}
