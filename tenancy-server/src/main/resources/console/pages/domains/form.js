import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Field, Form, useForm } from '../../components/form.js';

const domain = value => /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2}[a-z0-9-]*$/i.test(value.trim()) ? '' : 'A domain, as app.example.com.';

export function NewDomain({ onClose, done }) {
  const form = useForm({
    initial: { name: '' },
    rules: { name: domain },
    submit: async ({ name }) => done(await api.create('/v1/domains', { name: name.trim().toLowerCase() })),
  });
  return html`<${Dialog} title="Add domain" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="name" label="Domain" placeholder="app.example.com" spellcheck="false" autocapitalize="none" autocomplete="off" autofocus
      hint="It has to lead to this deployment, with a certificate."/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Add domain<//><//><//>`;
}
