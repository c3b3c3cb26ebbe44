// What is said of classes, forms and year groups in the words (T-03).
import { placeOf, type TextSentences } from './said.ts';

export const CLASS_LABEL_SENTENCES: TextSentences = {
  class_label_with_image: (issue) =>
    `${placeOf(issue)} say which class a child in the photos is in. Together they tell a stranger where to find the child. Say the year group instead, such as “Year 2”, or “our class”.`,
  class_label_with_name: (issue) =>
    `${placeOf(issue)} name a pupil and say which class they are in. Together they tell a stranger where to find the child. Say the year group instead, such as “Year 2”.`,
  year_group_with_image: (issue) =>
    `${placeOf(issue)} say which year group is in the photos. That is usually fine for a whole year; think again if only one or two children can be seen.`,
};
