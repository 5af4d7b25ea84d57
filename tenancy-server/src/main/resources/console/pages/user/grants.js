import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData, useShortList } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { can, permissions } from '../../core/state.js';
import { required } from '../../core/rules.js';
import { Buttons, Confirm, Dialog } from '../../components/dialog.js';
import { Choices, Form, Select, useForm } from '../../components/form.js';
import { Icon } from '../../components/icon.js';
import { Badge } from '../../components/marks.js';
import { Loaded } from '../../components/states.js';
import { Search, Table } from '../../components/table.js';
import { Time } from '../../components/time.js';

const KINDS = [['role', 'A role', 'All that a role allows.', 'shield'], ['permission', 'A permission', 'One thing alone.', 'key-round']];
const HOURS = [['1', 'An hour'], ['8', '8 hours'], ['24', 'A day'], ['168', 'A week'], ['720', '30 days'], ['', 'No end']];

const choose = options => [['', 'Choose one'], ...options];

const endOf = hours => hours ? new Date(Date.now() + Number(hours) * 3_600_000).toISOString() : undefined;

function Give({ path, user, onClose, done }) {
  const roles = useData(() => api.get('/v1/roles'));
  const form = useForm({
    initial: { kind: 'role', role: '', permission: '', hours: '24' },
    rules: { role: (value, all) => all.kind === 'role' ? required('The role')(value) : '',
      permission: (value, all) => all.kind === 'permission' ? required('The permission')(value) : '' },
    submit: async values => {
      await api.create(path, { [values.kind]: values[values.kind], expiresAt: endOf(values.hours) });
      toast('It is given');
      onClose();
      done();
    },
  });
  return html`<${Dialog} title=${`Give ${user.name} more`} onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Choices} form=${form} name="kind" label="What" options=${KINDS}/>
    ${form.values.kind === 'role' ? html`<${Loaded} of=${roles} lines=${1}>${page => html`<${Select} form=${form} name="role" label="Role"
      options=${choose(page.items.map(role => [role.name, role.name]))}/>`}<//>`
      : html`<${Select} form=${form} name="permission" label="Permission" options=${choose([...permissions.value].sort().map(one => [one, one]))}/>`}
    <${Select} form=${form} name="hours" label="For how long" options=${HOURS} hint="It ends by itself."/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Give<//><//><//>`;
}

const columns = take => [
  { head: 'Given', cell: grant => grant.role ? html`<${Badge}>${grant.role}<//>` : html`<code>${grant.permission}</code>` },
  { head: 'Since', muted: true, cell: grant => html`<${Time} value=${grant.createdAt}/>` },
  { head: 'Until', muted: true, cell: grant => html`<${Time} value=${grant.expiresAt} never="No end"/>` },
  { head: 'Actions', quiet: true, end: true, cell: grant => take ? html`
    <button type="button" class="btn sm bad" aria-label=${`Take ${grant.role ?? grant.permission} away`} onClick=${() => take(grant)}>Take away</button>` : null },
];

/** What somebody is given beside their roles, mostly for a while. changed is called when it is not what it was. */
export function Grants({ user, changed }) {
  const path = `/v1/users/${user.id}/grants`;
  const [search, setSearch] = useState('');
  const list = useShortList(path, search, grant => [grant.role, grant.permission], { isWhole: true });
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  const renew = () => { list.reload(); changed(); };
  const may = can('role:assign');
  return html`<${Table} list=${list} columns=${columns(may && setOpen)} caption="Grants"
      tools=${html`<h2>Given beside the roles</h2><div class="tools-end"><${Search} label="Role or permission" value=${search} onInput=${setSearch}/>
        ${may ? html`<button type="button" class="btn sm" onClick=${() => setOpen('give')}><${Icon} name="plus" size=${15}/>Give</button>` : null}</div>`}
      empty=${search ? { icon: 'search', title: 'No grant matches', text: 'Try another role or permission.' } : { icon: 'shield', title: 'Nothing beside the roles', text: 'A grant is a role or a permission for one person, for a while or for good.' }}/>
    ${open === 'give' ? html`<${Give} path=${path} user=${user} onClose=${close} done=${renew}/>` : null}
    ${open?.id ? html`<${Confirm} title=${`Take ${open.role ?? open.permission} away`} action="Take away" done="It is taken away" onClose=${close}
      act=${() => api.remove(`${path}/${open.id}`).then(renew)}><p>${user.name} has it for two seconds more at most.</p><//>` : null}`;
}
