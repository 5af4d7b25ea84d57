import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { required, some } from '../../core/rules.js';
import { Id } from '../../components/copy.js';
import { Buttons, Confirm, Dialog } from '../../components/dialog.js';
import { Checks, Field, Form, useForm } from '../../components/form.js';
import { Icon } from '../../components/icon.js';
import { Badge } from '../../components/marks.js';
import { DangerRow, Facts } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';

function Rename({ user, onClose, reload }) {
  const form = useForm({
    initial: { name: user.name },
    rules: { name: required('The name') },
    submit: async ({ name }) => {
      await api.change('PATCH', '/v1/users/' + user.id, { name: name.trim() }, user);
      toast('Name saved');
      onClose();
      reload();
    },
  });
  return html`<${Dialog} title="Rename user" onClose=${onClose}><${Form} of=${form} class="">
    <div class="dlg-body"><${Field} form=${form} name="name" label="Name" autofocus/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Save<//><//><//>`;
}

function Roles({ user, onClose, reload }) {
  const roles = useData(() => api.get('/v1/roles'));
  const form = useForm({
    initial: { roles: user.roles },
    rules: { roles: some('role') },
    submit: async values => {
      await api.change('PUT', `/v1/users/${user.id}/roles`, values, user);
      toast('Roles saved');
      onClose();
      reload();
    },
  });
  return html`<${Dialog} title=${`Roles of ${user.name}`} onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Loaded} of=${roles} lines=${3}>${page => html`<${Checks} form=${form} name="roles" label="Roles"
      options=${page.items.map(role => [role.name, role.name, role.description])}/>`}<//></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Save roles<//><//><//>`;
}

export function Overview({ user, reload }) {
  const [open, setOpen] = useState(null);
  const close = () => setOpen(null);
  const edit = (what, may) => may ? html`<button type="button" class="btn sm" onClick=${() => setOpen(what)}>
    <${Icon} name="pencil" size=${14}/>Edit</button>` : null;
  return html`<div class="halves"><${Facts} title="Account" aside=${edit('name', can('user:write'))} facts=${[
      ['Name', html`<span dir="auto">${user.name}</span>`], ['Email', user.email],
      ['Address confirmed', html`<${Time} value=${user.emailVerifiedAt} never="Not yet"/>`],
      ['Last sign-in', html`<${Time} value=${user.lastLoginAt}/>`],
      ['Created', html`<${Time} value=${user.createdAt}/>`], ['User ID', html`<${Id} value=${user.id} label="User ID"/>`]]}/>
    <div class="stack"><section class="card"><div class="card-head"><h2>Roles</h2>${edit('roles', can('role:assign') && can('user:write'))}</div>
        <div class="badges padded">${user.roles.map(role => html`<${Badge} key=${role}>${role}<//>`)}</div></section>
      ${can('user:write') ? html`<section class="card form danger"><${DangerRow} title="Reset second factors"
        text="For who has lost them. The authenticator app, passkeys and recovery codes are taken away.">
        <button type="button" class="btn bad" onClick=${() => setOpen('mfa')}>Reset</button><//></section>` : null}</div></div>
    ${open === 'name' ? html`<${Rename} user=${user} onClose=${close} reload=${reload}/>` : null}
    ${open === 'roles' ? html`<${Roles} user=${user} onClose=${close} reload=${reload}/>` : null}
    ${open === 'mfa' ? html`<${Confirm} title=${`Reset the second factors of ${user.name}`} word=${user.email} action="Reset" onClose=${close}
      act=${() => api.remove(`/v1/users/${user.id}/mfa`)} done="Second factors are reset"><p>They sign in with the password alone until they set one up.</p><//>` : null}`;
}
