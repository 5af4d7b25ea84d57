import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { load } from '../../core/session.js';
import { email, required } from '../../core/rules.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';
import { Loaded } from '../../components/states.js';

function Change({ tenant, reload }) {
  const form = useForm({
    initial: { name: tenant.name, contactName: tenant.contact.name, contactEmail: tenant.contact.email },
    rules: { name: required('The name'), contactName: required('The name'), contactEmail: email },
    submit: async values => {
      const contact = { name: values.contactName.trim(), email: values.contactEmail.trim() };
      await api.change('PATCH', '/v1/tenant', { name: values.name.trim(), contact }, tenant);
      toast('Organisation saved');
      reload();
      load();
    },
  });
  const readonly = !can('tenant:write');
  return html`<${Form} of=${form}><h2>Organisation</h2><${Field} form=${form} name="name" label="Name" readonly=${readonly}/>
    <div class="two"><${Field} form=${form} name="contactName" label="Contact" readonly=${readonly}/>
      <${Field} form=${form} name="contactEmail" label="Email of the contact" type="email" readonly=${readonly}/></div>
    ${readonly ? null : html`<div class="form-actions"><${Submit} form=${form}>Save organisation<//></div>`}<//>`;
}

export function Organisation() {
  const known = useData(() => api.get('/v1/tenant'));
  return html`<section class="card"><${Loaded} of=${known} lines=${3}>${tenant => html`
    <${Change} key=${tenant.version} tenant=${tenant} reload=${known.reload}/>`}<//></section>`;
}
