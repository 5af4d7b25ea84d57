import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { capital } from '../../core/format.js';
import { email, required } from '../../core/rules.js';
import { Id } from '../../components/copy.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Field, Form, useForm } from '../../components/form.js';
import { Icon } from '../../components/icon.js';
import { Isolation, Status } from '../../components/marks.js';
import { Facts } from '../../components/page.js';
import { Time } from '../../components/time.js';
import { Requests, Taken } from './recent.js';

function Edit({ tenant, onClose, reload }) {
  const form = useForm({
    initial: { name: tenant.name, contactName: tenant.contact.name, contactEmail: tenant.contact.email },
    rules: { name: required('The name'), contactName: required('The name'), contactEmail: email },
    submit: async values => {
      const contact = { name: values.contactName.trim(), email: values.contactEmail.trim() };
      await api.change('PATCH', '/v1/tenants/' + tenant.id, { name: values.name.trim(), contact }, tenant);
      toast('Changes saved');
      onClose();
      reload();
    },
  });
  return html`<${Dialog} title="Edit tenant" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="name" label="Name"/><${Field} form=${form} name="contactName" label="Contact"/>
    <${Field} form=${form} name="contactEmail" label="Email of the contact" type="email"/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Save<//><//><//>`;
}

function Failure({ tenant, reload }) {
  const { failure } = tenant;
  const retry = () => api.post(`/v1/tenants/${tenant.id}/retry`).then(() => { toast('Tried again'); reload(); }, problem => toast(problem.message, 'bad'));
  return html`<section class="card form warn" role="alert"><h2>${capital(failure.step)} failed</h2><p dir="auto">${failure.reason}</p>
    <p class="muted">${failure.attempts} attempts, the last one <${Time} value=${failure.at}/>. It is tried again <${Time} value=${failure.retryAt}/>.</p>
    ${can('platform:write_tenants') ? html`<div><button type="button" class="btn" onClick=${retry}>
      <${Icon} name="rotate-ccw" size=${16}/>Try again now</button></div>` : null}</section>`;
}

export function Overview({ tenant, reload }) {
  const [editing, setEditing] = useState(false);
  return html`<div class="stack">${tenant.failure ? html`<${Failure} tenant=${tenant} reload=${reload}/>` : null}
    <div class="halves wide-left"><div class="stack"><${Requests} tenant=${tenant}/><${Facts} title="Details" aside=${can('platform:write_tenants') ? html`
        <button type="button" class="btn sm" onClick=${() => setEditing(true)}><${Icon} name="pencil" size=${14}/>Edit</button>` : null} facts=${[
      ['Tenant ID', html`<${Id} value=${tenant.id} label="Tenant ID"/>`],
      ['Short name', html`<code>${tenant.slug}</code>`],
      ['Contact', html`<span dir="auto">${tenant.contact.name}</span>`],
      ['Email', html`<a class="link" href=${'mailto:' + tenant.contact.email}>${tenant.contact.email}</a>`],
      ['Plan', tenant.plan],
      ['Created', html`<${Time} value=${tenant.createdAt}/>`],
      ['Changed', html`<${Time} value=${tenant.updatedAt}/>`]]}/></div>
    <div class="stack"><${Taken} tenant=${tenant}/><${Facts} title="Isolation" aside=${html`<${Isolation} value=${tenant.isolation}/>`} facts=${[
      ['Store', tenant.store], ['Region', tenant.region],
      ['Tables', html`<${Status} value=${tenant.tables === 'current' ? 'ok' : 'provisioning'} label=${tenant.tables === 'current' ? 'Current' : 'Behind'}/>`],
      tenant.readOnlyAt && ['Read only since', html`<${Time} value=${tenant.readOnlyAt}/>`],
      tenant.suspendedAt && ['Suspended', html`<${Time} value=${tenant.suspendedAt}/>`],
      tenant.purgeAt && ['Will be erased', html`<${Time} value=${tenant.purgeAt}/>`]]}/></div></div>
    ${editing ? html`<${Edit} tenant=${tenant} reload=${reload} onClose=${() => setEditing(false)}/>` : null}</div>`;
}
