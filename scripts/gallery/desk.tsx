// One screen of the gallery inside a router of its own, the same on both sides.
import { MemoryRouter } from 'react-router-dom';
import { SCREENS } from './screens.tsx';

export function Desk({ name }: { name: string }) {
  const screen = SCREENS[name];
  if (!screen) throw new Error(`no gallery screen ${name}`);
  return (
    <MemoryRouter
      initialEntries={[screen.at]}
      future={{ v7_relativeSplatPath: true, v7_startTransition: true }}
    >
      {screen.draw()}
    </MemoryRouter>
  );
}
