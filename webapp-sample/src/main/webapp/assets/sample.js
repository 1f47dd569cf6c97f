// The profile menu, which all pages have.
import { part } from './api.js';

function profileMenu() {
  const button = part('#menu-button');
  const menu = part('#menu');
  if (!button) return;

  const show = (open) => {
    menu.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
  };
  button.addEventListener('click', () => show(menu.hidden));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !menu.hidden) {
      show(false);
      button.focus();
    }
  });
  document.addEventListener('click', (event) => {
    if (!event.target.closest('.menu')) show(false);
  });
  button.parentElement.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !event.relatedTarget.closest('.menu')) show(false);
  });
}

profileMenu();
