import { html } from '../../core/html.js';
import { all, api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toInstant, toLocal } from '../../core/format.js';
import { toast } from '../../core/toasts.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Choices, Field, Form, Select, useForm } from '../../components/form.js';
import { Loaded } from '../../components/states.js';

function Move({ plans, subscription, path, reload, onClose }) {
  const form = useForm({
    initial: { plan: subscription.plan, interval: subscription.interval, when: 'now' },
    submit: async values => {
      await api.change('PUT', path, values, subscription);
      toast(values.when === 'now' ? 'The plan is changed' : 'The plan changes at the end of the period');
      onClose();
      reload();
    },
  });
  return html`<${Form} of=${form} class=""><div class="dlg-body">
    <${Select} form=${form} name="plan" label="Plan" options=${plans.map(plan => [plan.key, `${plan.name}, version ${plan.number}`])}/>
    <${Select} form=${form} name="interval" label="Paid by the" options=${[['month', 'Month'], ['year', 'Year']]}/>
    <${Choices} form=${form} name="when" label="From when on" options=${[
      ['now', 'Now', 'Refused where more is used than the plan includes.', 'play'],
      ['period_end', 'The end of the period', 'What is there then stays, and nothing new is made.', 'clock']]}/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Change plan<//><//>`;
}

export function MoveForm(rest) {
  const plans = useData(() => all('/v1/plans', { status: 'published' }).then(found => found.items));
  return html`<${Dialog} title="Change plan" onClose=${rest.onClose}><${Loaded} of=${plans} lines=${3}>
    ${found => html`<${Move} plans=${found} ...${rest}/>`}<//><//>`;
}

export function EndForm({ subscription, path, reload, onClose }) {
  const form = useForm({
    initial: { endsAt: toLocal(subscription.endsAt) },
    submit: async ({ endsAt }) => {
      await api.change('PUT', path + '/end', { endsAt: toInstant(endsAt) }, subscription);
      toast('The end is saved');
      onClose();
      reload();
    },
  });
  return html`<${Dialog} title="Until when" onClose=${onClose}><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="endsAt" label="Ends" type="datetime-local" hint="Empty to let it go on, also after a trial. The grace of the plan comes after the end." autofocus/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Save<//><//><//>`;
}
