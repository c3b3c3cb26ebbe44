// What is read in the words of posts, what people answered to it, and the lists and rules it is read by.
import { z } from 'zod';
import { code, id, post } from './fields.ts';

export const wordEvents = [
  z.strictObject({
    type: z.literal('finding.answered'),
    ...post,
    answerId: id,
    check: code,
    code,
    answer: code,
    remembered: z.boolean(),
    wordsHash: z.string().optional(),
  }),
  z.strictObject({
    type: z.literal('finding.answer_taken_back'),
    ...post,
    answerId: id,
    check: code,
    code,
    answer: code,
  }),
  /** what was let stand counts no more: the post was sent again, or what made the finding changed */
  z.strictObject({
    type: z.literal('finding.answer_lapsed'),
    ...post,
    answerId: id,
    check: code,
    code,
    answer: code,
  }),
  z.strictObject({
    type: z.literal('finding.remembered_no_more'),
    schoolId: id,
    answerId: id,
    check: code,
    code,
  }),
  z.strictObject({ type: z.literal('word_list.published'), trustId: id, list: code, version: z.int() }),
  z.strictObject({ type: z.literal('text_rules.set'), schoolId: id, settings: z.array(code) }),
] as const;
