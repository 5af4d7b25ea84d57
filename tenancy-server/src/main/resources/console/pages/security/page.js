import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { between } from '../../core/rules.js';
import { Field, Form, Select, Submit, useForm } from '../../components/form.js';
import { Facts, Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Visits } from './visits.js';

const NUMBERS = { passwordLength: ['Shortest password, in characters', 1, 8, 128],
  passwordLengthWithFactor: ['Shortest password beside a second factor', 1, 8, 128], loginFailures: ['Failures before sign-ins wait', 1, 1, 100],
  sessionIdle: ['Unused sessions end after, in hours', 3600, 1, 10_000], sessionLife: ['Sessions end after, in hours', 3600, 1, 10_000],
  stepUp: ['A proof is fresh for, in minutes', 60, 1, 1440] };
const MFA = [['', 'As the platform says'], ['off', 'Off'], ['optional', 'Optional'], ['required', 'Required']];
const SUPPORT = [['', 'As the platform says'], ['true', 'Allowed'], ['false', 'Not allowed']];

const text = value => value === undefined || value === null ? '' : String(value);

const shown = (name, effective) => String(effective[name] / NUMBERS[name][1]);

function wanted(values) {
  const policy = {};
  for (const [name, [, unit]] of Object.entries(NUMBERS)) if (values[name] !== '') policy[name] = Number(values[name]) * unit;
  if (values.mfa) policy.mfa = values.mfa;
  if (values.support) policy.support = values.support === 'true';
  return policy;
}

function Policy({ view, reload }) {
  const { own, effective } = view;
  const form = useForm({
    initial: { ...Object.fromEntries(Object.entries(NUMBERS).map(([name, [, unit]]) => [name, own[name] === undefined ? '' : String(own[name] / unit)])),
      mfa: text(own.mfa), support: text(own.support) },
    rules: Object.fromEntries(Object.entries(NUMBERS).map(([name, [, , low, high]]) => [name, between(low, high)])),
    submit: async values => {
      await api.change('PUT', '/v1/tenant/security', wanted(values), view);
      toast('Security policy saved');
      reload();
    },
  });
  const may = can('security:write');
  return html`<section class="card"><${Form} of=${form}><h2>Policy</h2>
    <${Select} form=${form} name="mfa" label="Second factor" options=${MFA} disabled=${!may} hint="Required: who has none sets one up at the next sign-in."/>
    <div class="two">${Object.entries(NUMBERS).map(([name, [label]]) => html`<${Field} key=${name} form=${form} name=${name} label=${label}
      inputmode="numeric" placeholder=${`Now ${shown(name, effective)}`} readonly=${!may}/>`)}</div>
    <${Select} form=${form} name="support" label="Support" options=${SUPPORT} disabled=${!may} hint="Whether operators may enter to help. Those inside are shown out at once."/>
    ${may ? html`<div class="form-actions"><${Submit} form=${form}>Save policy<//></div>` : null}<//></section>`;
}

export default function Security() {
  const known = useData(() => api.get('/v1/tenant/security'));
  return html`<${Head} title="Security">How strict sign-in is. It can be stricter than the platform, never laxer.<//>
    <${Loaded} of=${known}>${view => html`<div class="cols"><${Policy} key=${JSON.stringify(view)} view=${view} reload=${known.reload}/>
      <div class="stack"><${Facts} title="In force now" facts=${[['Second factor', MFA.find(([id]) => id === view.effective.mfa)[1]],
        ...Object.entries(NUMBERS).map(([name, [label]]) => [label, shown(name, view.effective)]),
        ['Support', view.effective.support ? 'Allowed' : 'Not allowed']]}/></div></div>`}<//>
    ${can('audit:read') ? html`<${Visits}/>` : null}`;
}
