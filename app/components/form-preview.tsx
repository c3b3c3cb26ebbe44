// A form as a family will see it, on a sheet of its own, with nothing that can be pressed.
import type { FamilyForm } from '#app/presenters/family-page.ts';
import { familyWords } from '#app/presenters/family-words.ts';
import { FormClosing, FormWording } from './family-form.tsx';
import { FamilyQuestions } from './family-questions.tsx';

export function FormPreview({ form }: { form: FamilyForm }) {
  const words = familyWords(form.language);
  return (
    <div
      lang={words.language}
      className="flex flex-col gap-6 rounded-card border border-line bg-desk p-4 shadow-card sm:p-6"
    >
      <FormWording form={form} />
      <FamilyQuestions questions={form.questions} language={form.language} words={words.page} preview />
      <FormClosing form={form} words={words.page} />
    </div>
  );
}
