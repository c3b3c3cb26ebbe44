// Saying which column is which: what the file says by itself is filled in, a few of its rows stand above, and nothing counts before
// somebody has pressed the button.
import { Form } from '@remix-run/react';
import { Button } from './button.tsx';
import { Checkbox, type Choice, RadioGroup, Select } from './choices.tsx';
import { Field } from './field.tsx';
import { TickGroup } from './tick-group.tsx';

export interface MappingView {
  headers: string[];
  sample: string[][];
  roles: { role: string; label: string; chosen: string }[];
  systems: { value: string; label: string }[];
  system: string;
  layout: string;
  dateFormats: { value: string; label: string }[];
  dateFormat: string;
  typeColumns: string[];
  /** the file has empty boxes, and somebody has to say what they mean */
  asksUnticked: boolean;
  untickedIsBlank: boolean;
  isFull: boolean;
  exportedOn: string;
}

/** The first rows as they were read, so that odd letters or a wrong delimiter are seen. */
export function SampleRows({ headers, sample }: Pick<MappingView, 'headers' | 'sample'>) {
  return (
    <div
      className="overflow-x-auto rounded-card border border-line bg-paper"
      tabIndex={0}
      role="region"
      aria-label="First rows"
    >
      <table className="text-small">
        <caption className="sr-only">The first rows of the file</caption>
        <thead>
          <tr>
            {headers.map((header) => (
              <th
                key={header}
                scope="col"
                className="border-b border-line px-3 py-2 text-left whitespace-nowrap"
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.map((row, index) => (
            <tr key={index}>
              {headers.map((header, column) => (
                <td key={header} className="px-3 py-1.5 whitespace-nowrap">
                  {row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const LAYOUT_CHOICES: Choice[] = [
  { value: 'wide', label: 'One row for each pupil', hint: 'Each kind of consent has a column.' },
  { value: 'long', label: 'One row for each pupil and kind of consent' },
  { value: 'none', label: 'No consents', hint: 'Pupils, or people with parental responsibility, only.' },
];

export function MappingForm({
  view,
  errors,
  busy,
}: {
  view: MappingView;
  errors: Readonly<Record<string, string>>;
  busy: boolean;
}) {
  const columns = view.headers.map((header) => ({ value: header, label: header }));
  const err = (name: string) => (errors[name] ? { error: errors[name] } : {});
  const select = ({ role, label, chosen }: MappingView['roles'][number]) => (
    <Select
      key={role}
      label={label}
      name={role}
      choices={columns}
      prompt="Not in this file"
      defaultValue={chosen}
      {...(role === 'misId' ? {} : { optional: true })}
      {...err(role)}
    />
  );
  const [ids, rest] = [view.roles.slice(0, 1), view.roles.slice(1)];
  return (
    <Form method="post" noValidate className="flex flex-col gap-6">
      <Select
        label="Where does this file come from?"
        name="system"
        choices={view.systems}
        defaultValue={view.system}
      />
      <Field
        label="On which day was it exported?"
        name="exportedOn"
        type="date"
        defaultValue={view.exportedOn}
        hint="Not the day on which you send it. Permissions count as old from this day on."
        {...err('exportedOn')}
      />
      <RadioGroup
        label="How are the consents written?"
        name="layout"
        choices={LAYOUT_CHOICES}
        defaultValue={view.layout}
      />
      {ids.map(select)}
      <fieldset className="grid gap-4 sm:grid-cols-2">
        <legend className="mb-2 font-semibold">Which column is which?</legend>
        {rest.map(select)}
      </fieldset>
      <TickGroup
        label="Which columns are kinds of consent?"
        name="typeColumns"
        hint="For a file with one row for each pupil."
        choices={columns}
        chosen={view.typeColumns}
        {...err('typeColumns')}
      />
      <RadioGroup
        label="How are dates written in this file?"
        name="dateFormat"
        choices={view.dateFormats}
        defaultValue={view.dateFormat}
        {...err('dateFormat')}
      />
      {view.asksUnticked && (
        <RadioGroup
          label="What does False, F or 0 mean in this file?"
          name="unticked"
          choices={[
            { value: 'blank', label: 'An empty box: nobody has answered' },
            { value: 'no', label: 'Somebody said no' },
          ]}
          defaultValue={view.untickedIsBlank ? 'blank' : 'no'}
        />
      )}
      <Checkbox
        label="This file has every pupil of the school"
        name="isFull"
        value="yes"
        defaultChecked={view.isFull}
        hint="Whoever is not in it is not shown any more, until somebody has looked."
      />
      <Field
        label="Keep this description for next time as"
        name="keepAs"
        optional
        maxLength={60}
        hint="Such as “Arbor consents”."
      />
      <Button name="intent" value="map" icon="check" busy={busy}>
        Use this description
      </Button>
    </Form>
  );
}
