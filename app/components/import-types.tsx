// The data lead says what each kind of consent means: of what, where, what for, on whose accounts. What is not said is left out.
import { Form } from '@remix-run/react';
import { Button } from './button.tsx';
import { Checkbox, RadioGroup, Select } from './choices.tsx';
import { TickGroup } from './tick-group.tsx';

interface Words {
  value: string;
  label: string;
}

export interface TypeView {
  type: string;
  label: string;
  use: boolean;
  subjects: string[];
  channels: string[];
  purposes: string[];
  accountScope: string;
  bare: boolean;
  /** "Signed by Ms Roe, 3 June", or null */
  signed: string | null;
}

export interface TypesView {
  types: TypeView[];
  subjects: Words[];
  channels: Words[];
  purposes: Words[];
}

const SCOPES = [
  { value: 'own_school', label: 'This school’s accounts' },
  { value: 'trust', label: 'The trust’s accounts too' },
  { value: 'trust_schools', label: 'Accounts of all schools in the trust' },
];

export function ImportTypes({
  view,
  errors,
  busy,
}: {
  view: TypesView;
  errors: Readonly<Record<string, string>>;
  busy: boolean;
}) {
  return (
    <Form method="post" noValidate className="flex flex-col gap-8">
      {view.types.map((each, index) => (
        <section
          key={each.type}
          aria-labelledby={`type-${index}`}
          className="flex flex-col gap-4 border-t border-line pt-4"
        >
          <div>
            <h3 id={`type-${index}`} className="text-lead font-bold" tabIndex={-1}>
              {each.label}
            </h3>
            {each.signed && <p className="text-small text-quiet">{each.signed}</p>}
          </div>
          <input type="hidden" name={`type-${index}`} value={each.type} />
          <RadioGroup
            label="Is this about showing pupils?"
            name={`use-${index}`}
            choices={[
              { value: 'yes', label: 'Yes, and its wording said what is ticked below' },
              { value: 'no', label: 'No, leave it out' },
            ]}
            defaultValue={each.use ? 'yes' : 'no'}
            {...(errors[`type-${index}`] ? { error: errors[`type-${index}`] } : {})}
          />
          <TickGroup
            label="What of the pupil?"
            name={`subjects-${index}`}
            choices={view.subjects}
            chosen={each.subjects}
          />
          <TickGroup
            label="Where?"
            name={`channels-${index}`}
            choices={view.channels}
            chosen={each.channels}
          />
          <TickGroup
            label="What for?"
            name={`purposes-${index}`}
            choices={view.purposes}
            chosen={each.purposes}
          />
          <Select
            label="On whose accounts?"
            name={`scope-${index}`}
            choices={SCOPES}
            defaultValue={each.accountScope}
          />
          <Checkbox
            label="A tick without a name or date counts on social media too"
            name={`bare-${index}`}
            value="yes"
            defaultChecked={each.bare}
            hint="Only when the wording that families signed named social media, and you can show it."
          />
        </section>
      ))}
      <Button name="intent" value="sign" icon="check" busy={busy}>
        I sign that this is what families were asked
      </Button>
    </Form>
  );
}
