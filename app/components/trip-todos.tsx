// What is still to be done before a trip leaves, each with the one button for it; and the quiet doors to the rest of the trip.
import type { TripTodo, WholeTripPage } from '#app/presenters/trip-page.ts';
import { ButtonLink } from './button.tsx';
import { Notice } from './notice.tsx';

export function TripTodos({ todos }: { todos: readonly TripTodo[] }) {
  return todos.map(({ key, sentence, action }) => (
    <Notice
      key={key}
      kind="needs-you"
      word="Still to do"
      title={sentence}
      action={action && <ButtonLink to={action.to}>{action.label}</ButtonLink>}
    />
  ));
}

export function TripDoors({ doors }: { doors: WholeTripPage['doors'] }) {
  if (doors.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-3">
      {doors.map(({ label, to }) => (
        <ButtonLink key={to} to={to} kind="quiet">
          {label}
        </ButtonLink>
      ))}
    </div>
  );
}
