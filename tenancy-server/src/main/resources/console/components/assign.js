import { html } from '../core/html.js';
import { api } from '../core/api.js';
import { useData } from '../core/data.js';
import { toast } from '../core/toasts.js';
import { toInstant, toLocal } from '../core/format.js';
import { future } from '../core/rules.js';
import { Buttons, Dialog } from './dialog.js';
import { Field, Form, Select, useForm } from './form.js';
import { Loaded } from './states.js';

function Fields({ known, path, variants, done, onClose }) {
  const form = useForm({
    initial: { variant: known.variant ?? variants[0], expiresAt: toLocal(known.expiresAt), reason: known.reason ?? '' },
    rules: { expiresAt: future },
    submit: async values => {
      const wanted = { variant: values.variant, reason: values.reason.trim(), expiresAt: toInstant(values.expiresAt) };
      await api.change('PUT', path, wanted, known.read);
      toast('Saved');
      done();
    },
  });
  return html`<${Form} of=${form} class=""><div class="dlg-body">
    <${Select} form=${form} name="variant" label="Variant" options=${variants.map(one => [one, one])} autofocus/>
    <${Field} form=${form} name="expiresAt" label="Until" type="datetime-local" hint="Empty for good. Then the rules count again."/>
    <${Field} form=${form} name="reason" label="Reason" maxlength="500" hint="For people to read later."/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Save<//><//>`;
}

/**
 * Gives somebody a variant of a flag, up to a time or for good. read says where it is read, and get what of that counts:
 * { variant, expiresAt, reason }; the change is refused if somebody else has made one since.
 */
export function Assign({ title, path, read = path, of = one => one, variants, done, onClose }) {
  const known = useData(() => api.get(read), [read]);
  return html`<${Dialog} title=${title} onClose=${onClose}><${Loaded} of=${known} lines=${3}>${answer => html`
    <${Fields} known=${{ ...of(answer), read: answer }} path=${path} variants=${variants} onClose=${onClose}
      done=${() => { onClose(); done(); }}/>`}<//><//>`;
}
