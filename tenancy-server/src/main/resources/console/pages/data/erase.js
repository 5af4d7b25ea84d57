import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { id } from '../../core/rules.js';
import { toast } from '../../core/toasts.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Field, Form, useForm } from '../../components/form.js';

/** Erases somebody who is in no list any more, as who was deleted, or whose erasure was cancelled. */
export function EraseById({ onClose, done }) {
  const form = useForm({
    initial: { user: '', word: '' },
    rules: { user: id, word: value => value === 'erase' ? '' : 'Type the word erase.' },
    submit: async ({ user }) => {
      await api.create(`/v1/users/${user.trim()}/data/erasure`);
      toast('The erasure is begun');
      done();
    },
  });
  return html`<${Dialog} title="Erase by id" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <p>For somebody who was deleted before. What belongs to them is erased, and what the audit log says of them. There is no way back.</p>
    <${Field} form=${form} name="user" label="User ID" hint="As the audit log has it." autofocus autocomplete="off" spellcheck="false"/>
    <${Field} form=${form} name="word" label="Type erase to confirm" autocomplete="off" spellcheck="false"/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy} kind="danger">Erase for good<//><//><//>`;
}
