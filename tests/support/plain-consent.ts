// A second, deliberately plain answer to the consent question, to hold the real one against. It writes every single
// use out as a line of text, compares every answer with every other, keeps no state and shares no code with the
// product but the words and the shapes.
import {
  ACCOUNT_SCOPES,
  CONDITIONS,
  REASON_CODES,
  type Condition,
  type ConsentDecision,
  type ConsentInputs,
  type ConsentNeed,
  type Subject,
} from '#app/domain/consent/consent-types.ts';
import { isNo, plainPupilSays, uses } from './plain-answers.ts';

const DAY_MS = 86_400_000;
/** The answer in the plainest terms: the codes of all reasons in order, and the verdict. */
export function plainResolve(inputs: ConsentInputs, need: ConsentNeed): { verdict: string; codes: string[] } {
  const { pupil, settings } = inputs;
  const at = +need.at;
  const trips = need.event ? [need.event.id] : [];
  const scope = { school: 0, department: 0, trip: 0, trust: 1, other_school: 2 }[need.accountKind];
  const mine = inputs.decisions.filter((d) => d.pupilId === pupil.id);
  const written = mine.map((d) => ({ d, lines: uses(d, trips) }));

  const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: settings.zone });
  const dateIn = (moment: number) => calendar.format(new Date(moment));
  const aged = (years: number, moment: number, unknown: boolean) =>
    pupil.dateOfBirth === null
      ? unknown
      : dateIn(moment) >= `${Number(pupil.dateOfBirth.slice(0, 4)) + years}${pupil.dateOfBirth.slice(4)}`;

  const person = (d: ConsentDecision) => d.holderId ?? `?${d.source}`;
  const mayAgree = (d: ConsentDecision, moment: number) => {
    if (d.holderId === null) return d.legacyTick && !aged(18, moment, false);
    const who = inputs.holders.filter((h) => h.pupilId === pupil.id && h.id === d.holderId);
    return who.some(
      (h) =>
        !h.mayNotConsent &&
        +h.authorityFrom <= moment &&
        (h.authorityUntil === null || moment < +h.authorityUntil) &&
        (h.basis === 'self' ? aged(settings.ownConsentAge, moment, false) : !aged(18, moment, false)),
    );
  };
  const begun = (d: ConsentDecision) => +d.recordedAt <= at && +d.effectiveFrom <= at;
  const isYes = (d: ConsentDecision) =>
    d.decision === 'granted' &&
    begun(d) &&
    (d.holderId !== null || d.legacyTick) &&
    mayAgree(d, +d.decidedAt);
  const over = (d: ConsentDecision, moment: number) =>
    (d.expiresAt !== null && +d.expiresAt <= moment) ||
    (d.formRetiredAt !== null && +d.formRetiredAt <= moment);

  /** b was written after a; a no is written after a yes of the same instant and number. */
  const writtenAfter = (b: ConsentDecision, a: ConsentDecision) =>
    +b.recordedAt > +a.recordedAt || (+b.recordedAt === +a.recordedAt && b.sequence > a.sequence);
  const asAdult = (d: ConsentDecision) =>
    inputs.holders.some((h) => h.pupilId === pupil.id && h.id === d.holderId && h.basis === 'self') &&
    aged(18, +d.decidedAt, false) &&
    aged(18, at, false);
  const undone = (by: ConsentDecision, a: ConsentDecision) =>
    (person(by) === person(a) || asAdult(by)) &&
    writtenAfter(by, a) &&
    (+by.decidedAt > +a.decidedAt || (+by.decidedAt === +a.decidedAt && +by.recordedAt > +a.recordedAt));

  const looked = new Map<string, ReturnType<typeof lookAt>>();
  function use(subject: Subject, purpose: string) {
    const key = `${subject}/${purpose}`;
    const found = looked.get(key) ?? lookAt(subject, purpose);
    looked.set(key, found);
    return found;
  }

  function lookAt(subject: Subject, purpose: string) {
    const line = [subject, need.channel, purpose, need.event?.id ?? '-', ACCOUNT_SCOPES[scope]].join('/');
    const said = written.filter(({ lines }) => lines.includes(line)).map(({ d }) => d);
    const yeses = said.filter(isYes);
    const noes = said
      .filter(isNo)
      .filter((no) =>
        no.holderId === null
          ? !said.some(
              (l) =>
                !isNo(l) && l.liftsProvisional && begun(l) && l.supersedesId === no.id && writtenAfter(l, no),
            )
          : !yeses.some((yes) => undone(yes, no)),
      );
    const asks = (condition: Condition) =>
      said.some(
        (d) =>
          d.decision === 'granted' &&
          begun(d) &&
          (d.holderId !== null || d.legacyTick) &&
          d.conditions[condition] &&
          !yeses.some((yes) => !yes.conditions[condition] && undone(yes, d)),
      );
    const blanks = said.filter(
      (d) => d.decision === 'not_answered' && !d.liftsProvisional && d.source.startsWith('import'),
    );
    /** A person's last yes by date among some, the later written of two of the same date. */
    const last = (who: string, among: ConsentDecision[]) =>
      among
        .filter((d) => person(d) === who)
        .reduce<ConsentDecision | null>(
          (a, b) =>
            a === null || +b.decidedAt > +a.decidedAt || (+b.decidedAt === +a.decidedAt && writtenAfter(b, a))
              ? b
              : a,
          null,
        );
    const hits = (blank: ConsentDecision, who: string) =>
      blank.holderId === null || blank.holderId === who || who === `?${blank.source}`;
    const agreed = (among: ConsentDecision[]) => {
      const people = [...new Set(among.map(person))];
      return people.flatMap((who) => {
        const yes = last(who, among);
        if (!yes || !mayAgree(yes, at)) return [];
        if (blanks.some((b) => hits(b, who) && b.source === yes.source && writtenAfter(b, yes))) return [];
        const first = need.event?.firstPostAt ?? null;
        const inTime = among.some(
          (d) =>
            person(d) === who &&
            (first === null ||
              (+d.decidedAt < +first &&
                +d.recordedAt < +first &&
                +d.effectiveFrom <= +first &&
                !over(d, +first))) &&
            !said.some((n) => isNo(n) && n.holderId !== null && person(n) === who && !writtenAfter(d, n)) &&
            !blanks.some(
              (b) =>
                hits(b, who) &&
                writtenAfter(b, d) &&
                last(
                  who,
                  among.filter((other) => !writtenAfter(other, b)),
                )?.source === b.source,
            ),
        );
        return [{ yes, inTime, over: over(yes, at) }];
      });
    };
    return { noes, asks, any: agreed(yeses), own: agreed(yeses.filter((d) => d.eventId !== null)) };
  }

  const needed: Record<Subject, { ok: Subject[]; no: Subject[] }[]> = {
    image: [{ ok: ['image'], no: ['image'] }],
    video: [{ ok: ['video'], no: ['video', 'image', 'voice'] }],
    voice: [{ ok: ['voice'], no: ['voice'] }],
    work: [{ ok: ['work'], no: ['work'] }],
    first_name: [{ ok: ['first_name', 'full_name'], no: ['first_name'] }],
    full_name: [{ ok: ['full_name'], no: ['full_name', 'first_name'] }],
    name_with_image: [
      { ok: ['image'], no: ['image'] },
      { ok: ['first_name', 'full_name'], no: ['first_name'] },
      { ok: ['name_with_image'], no: ['name_with_image'] },
    ],
  };
  const parts = needed[need.subject];
  const purposes = need.event ? [...new Set([need.purpose, 'trip'])] : [need.purpose];
  const onTripAccount = need.accountKind === 'trip';
  const undisputed = (part: { ok: Subject[] }) =>
    part.ok.filter((s, i) => i === 0 || purposes.every((p) => use(s, p).noes.length === 0));
  const agreedIn = (part: { ok: Subject[] }, purpose: string, which: 'any' | 'own') =>
    undisputed(part).flatMap((s) => use(s, purpose)[which]);
  const running = (part: { ok: Subject[] }) => agreedIn(part, need.purpose, 'any').filter((a) => !a.over);
  const ended = (part: { ok: Subject[] }) => agreedIn(part, need.purpose, 'any').some((a) => a.over);
  const forTrip = (part: { ok: Subject[] }) =>
    agreedIn(part, 'trip', onTripAccount ? 'own' : 'any').filter((a) => !a.over && a.inTime);

  const pupilSays = (subject: Subject) => plainPupilSays(inputs, subject, at);

  const picture = ['image', 'video', 'name_with_image'].includes(need.subject);
  const name = ['first_name', 'full_name', 'name_with_image'].includes(need.subject);
  const people = need.scene?.identifiablePeople ?? 0;
  const met: Record<Condition, boolean> = {
    groupOnly: people >= settings.groupSize,
    notFaceOn: need.scene?.faceOn === 'no',
    noUniform: need.scene?.uniform === 'no',
  };
  const restrictions = inputs.restrictions.filter(
    (r) =>
      r.pupilId === pupil.id && +r.startsAt <= at + 60_000 && !(r.liftedAt !== null && +r.liftedAt <= at),
  );
  const covered = {
    do_not_publish: true,
    ask_safeguarding_lead: true,
    no_name: name,
    no_place: need.scene?.placeTold !== 'no',
    group_only: picture && !met.groupOnly,
  };
  const soon = (d: ConsentDecision) =>
    d.expiresAt !== null && +d.expiresAt - at <= settings.expiresSoonDays * DAY_MS;
  const aboutTrip = need.event !== null || onTripAccount;
  const today = dateIn(at);
  const tasked = (purpose: string) =>
    !name &&
    ['school', 'department'].includes(need.accountKind) &&
    !['x', 'bluesky', 'facebook', 'instagram', 'press'].includes(need.channel) &&
    settings.publicTasks.some(
      (t) =>
        `${t.channel}/${t.purpose}` === `${need.channel}/${purpose}` &&
        +t.startsAt <= at &&
        (t.endsAt === null || +t.endsAt > at),
    );
  const schoolDates = (first: string, last: string) => {
    const dates: string[] = [];
    for (let day = Date.parse(first); day <= Date.parse(last); day += DAY_MS) {
      const date = new Date(day);
      const written = date.toISOString().slice(0, 10);
      const open = ![0, 6].includes(date.getUTCDay()) && !settings.closedDates?.has(written);
      if (settings.closedDates === null || open) dates.push(written);
    }
    return dates;
  };
  const begins = settings.ownConsentRolloutFrom;
  const sixty =
    begins === null ? [] : schoolDates(begins, new Date(at + 2 * DAY_MS).toISOString().slice(0, 10));
  const rollout = begins !== null && begins <= today && !(sixty[59] !== undefined && sixty[59] < today);
  const weak = parts
    .flatMap((part) => [
      tasked(need.purpose) ? [] : running(part),
      aboutTrip && !tasked('trip') ? forTrip(part) : [],
    ])
    .filter((rest) => rest.every(({ yes }) => yes.legacyTick || soon(yes)))
    .flat()
    .map(({ yes }) => yes);
  const spanned = parts.every((part) => agreedIn(part, need.purpose, 'own').some((a) => !a.over));
  const judged = dateIn(+(need.importJudgedAt ?? need.at));
  const exported = inputs.import.exportedAt && dateIn(+inputs.import.exportedAt);
  const age = exported === null ? 0 : (Date.parse(judged) - Date.parse(exported)) / DAY_MS;
  const schoolAge = exported === null ? 0 : schoolDates(exported, judged).filter((d) => d > exported).length;
  const lookedUp = (need.lookedUp ?? []).some(
    (s) => +s.from <= +(need.importJudgedAt ?? need.at) && +(need.importJudgedAt ?? need.at) < +s.until,
  );
  const selfAgreed = (part: { ok: Subject[] }) =>
    (tasked(need.purpose) ? forTrip(part) : running(part)).some(({ yes }) =>
      inputs.holders.some((h) => h.id === yes.holderId && h.basis === 'self'),
    );
  const unasked =
    aged(settings.ownConsentAge, at, true) &&
    !(tasked(need.purpose) && (tasked('trip') || !aboutTrip)) &&
    parts.some((part) => !part.ok.some((s) => pupilSays(s) === 'yes') && !selfAgreed(part));

  const excused =
    need.subject === 'image' &&
    (settings.imageWhenViewNotAsked === 'warn' || (rollout && need.askedForThis === true));

  const blocks: Record<string, boolean> = {
    not_on_roll:
      Boolean(pupil.missingSince) ||
      ((today < pupil.startsOn || (pupil.leavesOn !== null && today > pupil.leavesOn)) && !spanned),
    not_permitted: restrictions.some((r) => covered[r.type]),
    pupil_refused: parts.some((part) => part.no.some((s) => pupilSays(s) === 'no')),
    refused: parts.some((part) => part.no.some((s) => purposes.some((p) => use(s, p).noes.length > 0))),
    policy:
      (settings.pupilIdentity === 'never' && name) ||
      (settings.pupilIdentity === 'name_without_image' && need.subject === 'name_with_image') ||
      (need.subject === 'full_name' && need.scene !== null && need.scene.identifiablePeople !== 0),
    trip_consent: aboutTrip && !tasked('trip') && parts.some((part) => forTrip(part).length === 0),
    no_consent: !tasked(need.purpose) && parts.some((part) => running(part).length === 0 && !ended(part)),
    expired: !tasked(need.purpose) && parts.some((part) => running(part).length === 0 && ended(part)),
    view_not_asked: unasked && !excused,
    stale_data:
      exported !== null &&
      !lookedUp &&
      (age < 0 || age > settings.importStaleAtMostDays || schoolAge > settings.importStaleDays),
    unclear_row: Boolean(pupil.unclearSince),
    condition:
      picture &&
      CONDITIONS.some(
        (c) =>
          !met[c] &&
          parts.some((part) => [...part.ok, ...part.no].some((s) => purposes.some((p) => use(s, p).asks(c)))),
      ),
  };
  const warns: Record<string, boolean> = {
    view_not_asked: unasked && !blocks.view_not_asked,
    expires_soon: weak.some(soon),
    legacy_tick: weak.some((d) => d.legacyTick),
  };
  const codes = REASON_CODES.filter((code) => blocks[code] || warns[code]);
  const verdict = Object.values(blocks).includes(true) ? 'block' : codes.length > 0 ? 'warn' : 'allow';
  return { verdict, codes };
}
