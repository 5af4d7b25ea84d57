import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { some, webAddress } from '../../core/rules.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Field, Form, useForm } from '../../components/form.js';
import { Loaded } from '../../components/states.js';
import { EventTypes } from './event-types.js';

function Fields({ webhook, families, done, onClose }) {
  const form = useForm({
    initial: { url: webhook?.url ?? '', description: webhook?.description ?? '', eventTypes: webhook?.eventTypes ?? ['*'] },
    rules: { url: webAddress, eventTypes: some('event type') },
    submit: async values => {
      const wanted = { url: values.url.trim(), description: values.description.trim(), eventTypes: values.eventTypes };
      done(webhook ? await api.change('PATCH', '/v1/webhooks/' + webhook.id, wanted, webhook) : await api.create('/v1/webhooks', wanted));
    },
  });
  return html`<${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="url" label="URL" type="url" hint="It begins with https, and leads to a public address." autocomplete="off" autofocus/>
    <${Field} form=${form} name="description" label="Description" maxlength="200"/>
    <${EventTypes} form=${form} families=${families}/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>${webhook ? 'Save' : 'Create webhook'}<//><//>`;
}

/** Makes a webhook, or changes one; done gets what the server answers. */
export function WebhookForm({ title, webhook, done, onClose }) {
  const types = useData(() => api.get('/v1/webhooks/event-types'));
  return html`<${Dialog} title=${title} onClose=${onClose} wide><${Loaded} of=${types} lines=${4}>${page => html`
    <${Fields} webhook=${webhook} families=${page.items} done=${done} onClose=${onClose}/>`}<//><//>`;
}
