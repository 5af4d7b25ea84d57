import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toInstant, toLocal } from '../../core/format.js';
import { toast } from '../../core/toasts.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Field, Form, useForm } from '../../components/form.js';

/** Sends the changes of a time again. */
export function Replay({ path, done, onClose }) {
  const form = useForm({
    initial: { from: toLocal(Date.now() - 86_400_000), until: toLocal(Date.now() + 60_000) },
    rules: { from: value => value ? '' : 'A time is needed.', until: (until, { from }) => until > from ? '' : 'It lies after the beginning.' },
    submit: async ({ from, until }) => {
      await api.post(path + '/replay', { from: toInstant(from), until: toInstant(until) });
      toast('The changes of that time are sent again');
      done();
    },
  });
  return html`<${Dialog} title="Replay a time" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <p class="muted">The changes of this time are sent again before what is new, in order and with the same webhook-id each.</p>
    <div class="two"><${Field} form=${form} name="from" label="From" type="datetime-local"/><${Field} form=${form} name="until" label="Until" type="datetime-local"/></div></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Replay<//><//><//>`;
}
