// What somebody was writing when their session ended, in hidden fields of the page that lets them back in.
import { CARRIED } from '#app/http/carried-form.ts';

interface CarriedFieldsProps {
  fields: [string, string][];
  /** Under their own names, for the form that sends them where they were going. */
  plain?: boolean;
}

export function CarriedFields({ fields, plain = false }: CarriedFieldsProps) {
  return (
    <>
      {fields.map(([name, value], index) => (
        <input key={index} type="hidden" name={plain ? name : `${CARRIED}${name}`} value={value} />
      ))}
    </>
  );
}
