// Wakes a gallery page, so that menus and the sheet can be tried and a mismatch between both halves is heard.
import { hydrateRoot } from 'react-dom/client';
import { Desk } from './desk.tsx';

const desk = document.getElementById('desk');
if (desk?.dataset.screen) hydrateRoot(desk, <Desk name={desk.dataset.screen} />);
