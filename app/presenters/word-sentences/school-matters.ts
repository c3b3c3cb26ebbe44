// What is said of words about the school's performance, of references, complaints and answers to the press.
import type { SpokenTopic } from '#app/domain/words/speech/spoken-topics.ts';
import { topicWords } from '../spokespeople-words.ts';
import { placeThat, type TextSentences } from './said.ts';

const topic = (context: Readonly<Record<string, string | number>>): string =>
  topicWords(String(context['topic']) as SpokenTopic);

export const SCHOOL_MATTERS: TextSentences = {
  only_a_spokesperson: (issue) =>
    `${placeThat(issue, 'speak', 'speaks')} of ${topic(issue.context)}. Only somebody whom the headteacher has named writes about that. Leave it out, or ask the headteacher to take it on.`,
  spoken_with_grant: (issue) =>
    `${placeThat(issue, 'speak', 'speaks')} of ${topic(issue.context)}. The author may write about that. Check every figure.`,
  confidential_words: (issue) =>
    `${placeThat(issue, 'say', 'says')} that something is confidential or not public yet. Leave it out, unless the headteacher has agreed that it may be told.`,
  reference_for_somebody: (issue) =>
    `${placeThat(issue, 'read', 'reads')} like a reference for somebody. The school’s accounts give none. Say what was done, without recommending the person.`,
  complaint_in_public: (issue) =>
    `${placeThat(issue, 'are', 'is')} about a complaint or a dispute. It is answered by the school’s complaints procedure, not in public. Leave it out, or ask the headteacher.`,
  complaint_mentioned: (issue) =>
    `${placeThat(issue, 'mention', 'mentions')} a complaint. If it is about a real one, leave it out and pass it on to the headteacher.`,
  reply_to_press: (issue) =>
    `${placeThat(issue, 'read', 'reads')} like an answer to a journalist or a statement for publication. That goes out only with the headteacher’s written approval. Pass the request on to them.`,
  press_mentioned: (issue) =>
    `${placeThat(issue, 'mention', 'mentions')} the press. If somebody from the press has asked the school something, the headteacher answers.`,
};
