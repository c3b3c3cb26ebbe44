// The worked explanation in words: what is asked, the answer, and each rule with what it found and the records behind it.
import type { ExplainedUse } from '#app/domain/consent/explain-use.ts';
import type {
  Channel,
  Purpose,
  ReasonCode,
  Subject,
  Verdict,
} from '#app/domain/consent/consent-vocabulary.ts';
import type { RuleOutcome } from '#app/domain/consent/worked-explanation.ts';
import { PLACE_WORDS, PURPOSE_WORDS, USE_WORDS } from './consent-labels.ts';
import { answerLine, viewLine } from './pupil-history.ts';
import { dayWords } from './when.ts';

export interface WhyRule {
  rule: ReasonCode;
  title: string;
  outcome: RuleOutcome;
  sentence: string;
  records: string[];
}

export interface WhyPage {
  /** "In a photo, X: celebrating what pupils do" */
  use: string;
  answer: { stops: boolean; title: string };
  rules: WhyRule[];
}

const TITLES: Readonly<Record<ReasonCode, string>> = {
  not_on_roll: 'On roll',
  not_permitted: 'Second check',
  pupil_refused: 'The pupil’s own no',
  refused: 'Anybody’s no',
  policy: 'Naming rules',
  trip_consent: 'The trip',
  no_consent: 'A yes',
  expired: 'Still running',
  view_not_asked: 'The pupil was asked',
  stale_data: 'Age of the records',
  unclear_row: 'Rows that could not be read',
  condition: 'Conditions',
  expires_soon: 'Runs out soon',
  legacy_tick: 'A tick from an old list',
};

const ANSWERS: Readonly<Record<Verdict, string>> = {
  allow: 'Yes, this may be shown today',
  warn: 'Yes, with something to put right',
  block: 'No, this may not be shown today',
};

export function whyPage(
  { verdict, rules, history, exportedAt }: ExplainedUse,
  { subject, channel, purpose }: { subject: Subject; channel: Channel; purpose: Purpose },
  zone: string,
  now: Date,
): WhyPage {
  const lines = new Map(
    history.entries.map((entry) => [
      entry.id,
      entry.kind === 'answer' ? answerLine(entry, zone, now) : viewLine(entry, zone, now),
    ]),
  );
  return {
    use: `${USE_WORDS[subject]}, ${PLACE_WORDS[channel]}: ${PURPOSE_WORDS[purpose].toLowerCase()}`,
    answer: { stops: verdict === 'block', title: ANSWERS[verdict] },
    rules: rules.map(({ rule, outcome, sentence, recordIds }) => ({
      ...{ rule, title: TITLES[rule], outcome, sentence },
      records: [
        ...recordIds.flatMap((id) => lines.get(id) ?? []),
        ...(rule === 'stale_data' && exportedAt ? [`Exported ${dayWords(exportedAt, zone, now)}`] : []),
      ],
    })),
  };
}
