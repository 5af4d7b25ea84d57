import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toast } from '../../core/toasts.js';
import { can, me } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Menu } from '../../components/menu.js';

/** What can be done with a user; gone is called when they are deleted. */
export function UserMenu({ user, reload, gone = reload }) {
  const [asked, setAsked] = useState(null);
  const path = '/v1/users/' + user.id;
  const simple = (action, word) => api.post(`${path}/${action}`).then(
    () => { toast(`${user.name} ${word}`); reload(); }, problem => toast(problem.message, 'bad'));
  const isOther = user.id !== me.value.user.id;
  const disable = () => api.post(path + '/disable').then(reload);
  const remove = () => api.remove(path, user).then(gone);
  return html`<${Menu} label=${`Actions for ${user.name}`} items=${[
    can('user:write') && user.status === 'invited' && { label: 'Invite again', icon: 'send', act: () => simple('invitation', 'is invited again') },
    can('user:write') && user.status === 'disabled' && { label: 'Enable', icon: 'play', act: () => simple('enable', 'is enabled') },
    can('user:write') && user.status === 'active' && { label: 'Unlock sign-in', icon: 'lock-open', act: () => simple('unlock', 'can sign in again') },
    can('user:write') && isOther && user.status === 'active' && { label: 'Disable', icon: 'ban', bad: true, act: () => setAsked('disable') },
    can('user:delete') && isOther && { label: 'Delete', icon: 'trash', bad: true, act: () => setAsked('delete') },
  ]}/>
  ${asked === 'disable' ? html`<${Confirm} title=${`Disable ${user.name}`} action="Disable" act=${disable} done=${`${user.name} is disabled`}
    onClose=${() => setAsked(null)}><p>They are signed out within two seconds, and cannot sign in. They can be enabled again.</p><//>` : null}
  ${asked === 'delete' ? html`<${Confirm} title=${`Delete ${user.name}`} word=${user.email} action="Delete" act=${remove} done=${`${user.name} is deleted`}
    onClose=${() => setAsked(null)}><p>Their account, sessions and keys are deleted. There is no way back.</p><//>` : null}`;
}
