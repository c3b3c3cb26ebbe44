// What one person has said so far to each question of a form, by their own words alone: nobody else's answer, no authority, no
// restriction and no verdict plays a part, so that the page they see tells nothing but what they told the school.
import type { FormOption } from '#db/schema/consent.ts';
import { markOf, type Mark, undoes, harder } from './answer-order.ts';
import { covers, saysNo } from './consent-scope.ts';
import type { Channel, ConsentDecision } from './consent-types.ts';

/** `some`: of the uses that the question puts together, some were agreed to and some were not. */
export type Said = 'yes' | 'no' | 'some' | 'ended' | 'nothing';

export interface OwnAnswer {
  key: string;
  /** for all the places of the question together */
  said: Said;
  places: { channel: Channel; said: Said }[];
  /** when they last said something that still shows here */
  at: Date | null;
}

/**
 * @param decisions the person's own, in the order of writing
 * @param tripId the trip that is asked about, or null
 */
export function ownAnswers(
  options: readonly FormOption[],
  decisions: readonly ConsentDecision[],
  tripId: string | null,
  at: Date,
): OwnAnswer[] {
  return options.map((option) => {
    const places = option.channels.map((channel) => {
      const cells = option.subjects.flatMap((subject) =>
        option.purposes.map((purpose) =>
          saidOfCell(
            decisions.filter((each) =>
              covers(each, { subject, channel, purpose, eventId: tripId, accounts: option.accountScope }),
            ),
            at,
          ),
        ),
      );
      return {
        channel,
        said: together(cells.map(({ said }) => said)),
        at: latest(cells.map((cell) => cell.at)),
      };
    });
    return {
      key: option.key,
      said: together(places.map(({ said }) => said)),
      places: places.map(({ channel, said }) => ({ channel, said })),
      at: latest(places.map((place) => place.at)),
    };
  });
}

interface SaidOnce {
  said: Said;
  at: Date | null;
}

/** One use: the last yes unless a no stands, in the order in which answers count. */
function saidOfCell(decisions: readonly ConsentDecision[], at: Date): SaidOnce {
  let no: Mark | null = null;
  let yes: ConsentDecision | null = null;
  for (const each of decisions) {
    const mark: Mark = markOf(each.id, each.decidedAt, each.recordedAt);
    if (saysNo(each.decision)) no = harder(no, mark);
    else if (each.decision === 'granted') {
      if (no && !undoes(mark, no)) continue;
      no = null;
      yes = each;
    } else if (yes && each.source === yes.source && each.source.startsWith('import')) yes = null;
  }
  if (no) return { said: 'no', at: new Date(no.decidedAt) };
  if (!yes) return { said: 'nothing', at: null };
  const over = [yes.expiresAt, yes.formRetiredAt].some((end) => end !== null && end <= at);
  return { said: over ? 'ended' : 'yes', at: yes.decidedAt };
}

const together = (said: readonly Said[]): Said =>
  said[0] !== undefined && said.every((one) => one === said[0])
    ? said[0]
    : said.length === 0
      ? 'nothing'
      : 'some';

const latest = (moments: readonly (Date | null)[]): Date | null =>
  moments.reduce((last, each) => (each && (!last || each > last) ? each : last), null);
