// The rules for words as a form: each with its sentence, what it is where nobody has set it, and why there is such a rule.
import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { RuleView, TextRulesPage } from '#app/presenters/text-rules.ts';
import { Button } from './button.tsx';
import { RadioGroup, Select } from './choices.tsx';
import { Field } from './field.tsx';

interface TextRulesFormProps {
  page: TextRulesPage;
  typed: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
  busy: boolean;
}

export function TextRulesForm({ page, typed, errors, busy }: TextRulesFormProps) {
  const value = (name: keyof TextRulesPage['values']): string => typed[name] ?? page.values[name];
  const rule = (name: RuleView['name']): { label: string; hint: ReactNode } => {
    const found = page.rules.find((each) => each.name === name);
    return { label: found?.label ?? '', hint: found ? <RuleHint rule={found} /> : null };
  };
  const error = (name: string) => (errors[name] ? { error: errors[name] } : {});
  const election = rule('electionFrom');
  return (
    <Form method="post" noValidate className="flex flex-col gap-8">
      <input type="hidden" name="base" value={page.base} />
      <RadioGroup
        {...rule('pupilIdentity')}
        name="pupilIdentity"
        choices={page.choices.pupilIdentity}
        defaultValue={value('pupilIdentity')}
        {...error('pupilIdentity')}
      />
      <RadioGroup
        {...rule('individualPupils')}
        name="individualPupils"
        choices={page.choices.individualPupils}
        defaultValue={value('individualPupils')}
        {...error('individualPupils')}
      />
      <Field
        {...rule('nameApartDays')}
        name="nameApartDays"
        type="number"
        inputMode="numeric"
        min={0}
        max={60}
        defaultValue={value('nameApartDays')}
        {...error('nameApartDays')}
      />
      <RadioGroup
        {...rule('logoRule')}
        name="logoRule"
        choices={page.choices.logoRule}
        defaultValue={value('logoRule')}
        {...error('logoRule')}
      />
      <fieldset className="flex flex-col gap-4">
        <legend className="mb-1.5 font-semibold">{election.label}</legend>
        <div className="text-small text-quiet">{election.hint}</div>
        <Field
          label="First day"
          name="electionFrom"
          type="date"
          optional
          defaultValue={value('electionFrom')}
          {...error('electionFrom')}
        />
        <Field
          label="Last day"
          name="electionUntil"
          type="date"
          optional
          defaultValue={value('electionUntil')}
          {...error('electionUntil')}
        />
      </fieldset>
      <Select
        {...rule('policyCited')}
        name="policyCited"
        prompt="None"
        choices={page.choices.policyCited}
        defaultValue={value('policyCited')}
        {...error('policyCited')}
      />
      <Button icon="check" busy={busy}>
        Set these rules
      </Button>
    </Form>
  );
}

export function RuleHint({ rule: { about, usual, why } }: { rule: RuleView }) {
  return (
    <>
      {about} {usual}
      {why && (
        <>
          {' '}
          <a href={why.href}>Why: {why.label}</a>
        </>
      )}
    </>
  );
}
