import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { go } from '../../core/router.js';
import { can } from '../../core/state.js';
import { Id } from '../../components/copy.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Avatar, Badge } from '../../components/marks.js';
import { Crumbs, DangerRow, Facts, Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';
import { GroupForm } from '../groups/form.js';
import { Members } from './members.js';

const Details = ({ group }) => html`<${Facts} title="Details" facts=${[
  ['Roles', group.roles.length ? html`<span class="badges">${group.roles.map(role => html`<${Badge} key=${role}>${role}<//>`)}</span>` : 'None'],
  ['Created', html`<${Time} value=${group.createdAt}/>`], ['Changed', html`<${Time} value=${group.updatedAt}/>`],
  ['Group ID', html`<${Id} value=${group.id} label="Group ID"/>`]]}/>`;

export default function Group({ id }) {
  const known = useData(() => api.get('/v1/groups/' + id), [id]);
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  return html`<${Crumbs} steps=${[['Groups', '/groups']]} here=${known.data?.name ?? '…'}/>
    <${Loaded} of=${known}>${group => html`
      <div class="tenant-head"><${Avatar} name=${group.name} size="lg"/>
        <${Head} title=${group.name} actions=${can('group:write') ? html`<button type="button" class="btn" onClick=${() => setOpen('edit')}>
          <${Icon} name="pencil" size=${15}/>Edit</button>` : null}><span dir="auto">${group.description || 'No description.'}</span><//></div>
      <div class="cols"><${Members} group=${group}/><div class="stack"><${Details} group=${group}/>
        ${can('group:write') ? html`<section class="card form danger"><${DangerRow} title="Delete the group" text="Its members stay, without the roles of the group.">
          <button type="button" class="btn bad" onClick=${() => setOpen('delete')}>Delete</button><//></section>` : null}</div></div>
      ${open === 'edit' ? html`<${GroupForm} group=${group} onClose=${close} done=${known.reload}/>` : null}
      ${open === 'delete' ? html`<${Confirm} title=${`Delete ${group.name}`} word=${group.name} action="Delete" done="The group is deleted" onClose=${close}
        act=${() => api.remove('/v1/groups/' + group.id, group).then(() => go('/groups'))}><p>Its members lose the roles of the group within two seconds.</p><//>` : null}`}<//>`;
}
