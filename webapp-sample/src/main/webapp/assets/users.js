// The page of the users, for administrators.
import { ask, call, Listing, part } from './api.js';

const SOURCE = { local: 'Password', saml: 'Single sign-on' };

class UserList extends Listing {
  async read() {
    return (await call('GET', 'api/users')).users;
  }

  row(user) {
    const row = part('#user-row').content.cloneNode(true).firstElementChild;
    const fill = (selector, text) => { part(selector, row).textContent = text; };
    const isMe = user.user === this.root.dataset.user;
    row.dataset.id = user.user;
    fill('.name', user.fullName);
    fill('.user', isMe ? `${user.user} (you)` : user.user);
    fill('.roles', user.roles.join(', ') || 'none');
    fill('.source', user.secondFactor ? `${SOURCE[user.source]} and code` : SOURCE[user.source]);
    fill('.status', user.enabled ? 'Active' : 'Disabled');
    part('.status', row).classList.add(user.enabled ? 'succeeded' : 'failed');
    this.offerSwitch(part('.switch', row), user, isMe);
    return row;
  }

  offerSwitch(button, user, isMe) {
    button.hidden = isMe;
    button.textContent = user.enabled ? 'Disable' : 'Enable';
    button.setAttribute('aria-label', `${button.textContent} ${user.fullName}`);
    this.onPress(button, () => {
      if (user.enabled) {
        ask(part('#disable-dialog'), user.fullName, 'disable', () => this.turn(button, user, 'disable'));
      } else {
        this.turn(button, user, 'enable');
      }
    });
  }

  turn(button, user, way) {
    return this.attempt(button, () => call('POST', `api/users/${encodeURIComponent(user.user)}/${way}`),
      `${user.fullName} is ${way}d.`);
  }
}

new UserList(part('#users')).load();
