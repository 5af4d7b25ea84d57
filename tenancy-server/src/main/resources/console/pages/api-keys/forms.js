import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { permissions } from '../../core/state.js';
import { required, some } from '../../core/rules.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Checks, Field, Form, Select, useForm } from '../../components/form.js';

const LIVES = [['30', '30 days'], ['90', '90 days'], ['180', '180 days'], ['365', 'A year']];
const OVERLAPS = [['0', 'At once'], ['1', 'After an hour'], ['24', 'After a day'], ['168', 'After a week']];

export function NewKey({ path, onClose, done }) {
  const form = useForm({
    initial: { name: '', scopes: [], expiresInDays: '90' },
    rules: { name: required('The name'), scopes: some('permission') },
    submit: async values => done(await api.create(path, { ...values, name: values.name.trim(), expiresInDays: Number(values.expiresInDays) })),
  });
  return html`<${Dialog} title="New API key" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="name" label="Name" placeholder="Nightly import" autofocus/>
    <${Select} form=${form} name="expiresInDays" label="Good for" options=${LIVES}/>
    <${Checks} form=${form} name="scopes" label="Permissions" options=${[...permissions.value].sort().map(one => [one, one])}/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Create key<//><//><//>`;
}

export function Rotate({ path, of, onClose, done }) {
  const form = useForm({
    initial: { overlapHours: '24', expiresInDays: '90' },
    submit: async values => done(await api.create(`${path}/${of.id}/rotate`,
      { overlapHours: Number(values.overlapHours), expiresInDays: Number(values.expiresInDays) })),
  });
  return html`<${Dialog} title=${`Rotate ${of.name}`} onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <p class="muted">Makes another key with the same permissions.</p>
    <${Select} form=${form} name="overlapHours" label="This key ends" options=${OVERLAPS}/>
    <${Select} form=${form} name="expiresInDays" label="The new one is good for" options=${LIVES}/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Rotate<//><//><//>`;
}
