// The topics on which only a spokesperson writes, in words.
import type { SpokenTopic } from '#app/domain/words/speech/spoken-topics.ts';

const TOPICS: Readonly<Record<SpokenTopic, { label: string; said: string }>> = {
  inspection: { label: 'Inspections, such as Ofsted', said: 'an inspection of the school' },
  results: { label: 'Results and league tables', said: 'results of the school' },
  attendance: { label: 'Attendance figures', said: 'attendance figures' },
  finance: { label: 'Money and budgets', said: 'the school’s money' },
  staffing: { label: 'Redundancy and restructuring', said: 'staffing' },
  industrial_action: { label: 'Strikes', said: 'a strike' },
  tender: { label: 'Tenders and contracts', said: 'a tender or a contract' },
  merger: { label: 'Mergers and joining a trust', said: 'a merger or a change of trust' },
  legal_action: { label: 'Legal action', said: 'legal action' },
};

/** Inside a sentence: "results of the school". */
export const topicWords = (topic: SpokenTopic): string => TOPICS[topic].said;

/** On a list or a box to tick: "Results and league tables". */
export const topicLabel = (topic: SpokenTopic): string => TOPICS[topic].label;
