// The questions about one photo, at the end of saying who is in it. For most photos it is one tick and two choices, and
// for the next photo of a post only the tick.
import { Form, useNavigation } from '@remix-run/react';
import type { AboutPhotoView } from '#app/presenters/about-photo.ts';
import { Button } from './button.tsx';
import { Checkbox, RadioGroup, Select } from './choices.tsx';
import { Field } from './field.tsx';
import { Section } from './page.tsx';
import { TickGroup } from './tick-group.tsx';

export function AboutPhoto({ view }: { view: AboutPhotoView }) {
  const busy = useNavigation().state === 'submitting';
  const error = (field: string) => {
    const sentence = view.problems.find((problem) => problem.field === field)?.sentence;
    return sentence ? { error: sentence } : {};
  };
  return (
    <Form method="post" action={view.action} className="group flex flex-col gap-6">
      <Section id="about" title={`About ${view.name}`}>
        <TickGroup
          label="What can be seen? Tick what applies"
          name="seen"
          choices={view.seenChoices}
          chosen={view.seen}
          {...error('seen')}
        />
        {view.logoMaterials.length > 0 && (
          <div className="hidden group-has-[input[value=logo]:checked]:block">
            <Select
              label="Which permission covers the logo?"
              name="logoMaterialId"
              prompt="None on record"
              choices={view.logoMaterials}
              defaultValue={view.logoMaterialId}
              {...error('logoMaterialId')}
            />
          </div>
        )}
        <div className="hidden group-has-[input[value=work]:checked]:block">
          <TickGroup
            label="Whose work is it?"
            name="workBy"
            choices={view.makers}
            chosen={view.workBy}
            {...error('workBy')}
          />
        </div>
        <Checkbox
          name="looked"
          value={view.lookedAs}
          label="I have looked closely, edges and background too: nobody is embarrassed, no names, badges, screens or number plates can be read, and nothing else on the list above can be seen."
          defaultChecked={view.looked}
          {...error('looked')}
        />
      </Section>
      <RadioGroup
        label="Who took it?"
        name="takenBy"
        {...(view.sameAs
          ? { hint: `Answered as for ${view.sameAs}. Change it if this one is different.` }
          : {})}
        choices={[
          { value: 'staff', label: 'A member of staff' },
          { value: 'pupil', label: 'A pupil' },
          { value: 'professional', label: 'A photographer we paid or asked' },
          { value: 'other', label: 'Somebody else, or I am not sure' },
        ]}
        defaultValue={view.takenBy}
        {...error('takenBy')}
      />
      <div className="hidden flex-col gap-6 group-has-[input[value=other]:checked]:flex group-has-[input[value=professional]:checked]:flex">
        {view.materials.length > 0 && (
          <Select
            label="Is their permission on record?"
            name="materialId"
            prompt="No, it is written down elsewhere"
            choices={view.materials}
            defaultValue={view.materialId}
            {...error('materialId')}
          />
        )}
        <Field
          label="Where is their permission written down?"
          name="licence"
          hint="Such as “contract of 3 June, office folder” or “e-mail of 3 June”. It is kept with the post."
          maxLength={300}
          defaultValue={view.licence}
          {...error('licence')}
        />
      </div>
      <RadioGroup
        label="Has it been on anybody’s own phone or camera?"
        name="where"
        choices={[
          { value: 'school', label: 'No, only on school devices' },
          { value: 'deleted', label: 'Yes, and it is deleted there now, copies in the cloud too' },
          { value: 'kept', label: 'Yes, and it is still there' },
        ]}
        defaultValue={view.where}
        {...error('where')}
      />
      <div className="flex flex-col gap-3">
        <Button name="intent" value="about" icon="check" wide busy={busy}>
          Save the answers
        </Button>
        {view.others > 0 && (
          <Button kind="quiet" name="intent" value="about_all" wide busy={busy}>
            {view.others === 1
              ? 'Save, and the last two answers for the other photo too'
              : `Save, and the last two answers for all ${view.others + 1} photos`}
          </Button>
        )}
      </div>
    </Form>
  );
}
