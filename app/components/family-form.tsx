// The words of a form around its questions, as a family reads them; the same for the page, its preview and the receipt.
import type { ReactNode } from 'react';
import type { FamilyForm } from '#app/presenters/family-page.ts';
import type { FamilyWords } from '#app/presenters/family-words.ts';

export function FormWording({ form }: { form: FamilyForm }) {
  return (
    <section aria-labelledby="wording" lang={form.language} dir="auto" className="flex flex-col gap-3">
      <h2 id="wording" className="text-lead font-bold">
        {form.title}
      </h2>
      {form.paragraphs.map((paragraph, index) => (
        <p key={index} className="whitespace-pre-line">
          {paragraph}
        </p>
      ))}
    </section>
  );
}

export function FormClosing({
  form,
  words,
  children,
}: {
  form: FamilyForm;
  words: FamilyWords['page'];
  children?: ReactNode;
}) {
  return (
    <section aria-labelledby="responsible" className="flex flex-col gap-3 text-small">
      <h2 id="how" className="text-body font-bold">
        {words.howToChange}
      </h2>
      <p lang={form.language} dir="auto" className="whitespace-pre-line">
        {form.howToWithdraw}
      </p>
      {children}
      <h2 id="responsible" className="text-body font-bold">
        {words.responsible}
      </h2>
      <ul>
        {form.controllers.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  );
}
