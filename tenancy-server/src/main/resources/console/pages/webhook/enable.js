import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { toast } from '../../core/toasts.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Choices, Form, useForm } from '../../components/form.js';

export function Enable({ path, isOff, done, onClose }) {
  const form = useForm({
    initial: { skip: 'false' },
    submit: async ({ skip }) => {
      await api.post(path + '/enable', { skip: skip === 'true' });
      toast(isOff ? 'The webhook is enabled' : 'The webhook goes on');
      done();
    },
  });
  return html`<${Dialog} title=${isOff ? 'Enable the webhook' : 'Go on now'} onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Choices} form=${form} name="skip" label="Where it goes on" options=${[
      ['false', 'Where it stopped', 'What has changed meanwhile is sent first, in order.', 'rotate-ccw'],
      ['true', 'From now on', 'What has changed meanwhile is left out.', 'play']]}/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>${isOff ? 'Enable' : 'Go on'}<//><//><//>`;
}
