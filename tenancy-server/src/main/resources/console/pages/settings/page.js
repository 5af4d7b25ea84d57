import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';
import { Head } from '../../components/page.js';
import { Loaded } from '../../components/states.js';
import { Time } from '../../components/time.js';
import { Organisation } from './organisation.js';

const KNOWN = {
  locale: ['Language', 'A language tag, as de-CH.'],
  time_zone: ['Time zone', 'A name of the IANA database, as Europe/Zurich.'],
  brand_color: ['Brand colour', 'The colour of mails, as #3b5bdb.'],
  support_email: ['Support address', 'Where people are told to ask for help.'],
  cors_origins: ['Pages of other origins', 'Origins whose pages may use the API, with commas between them.'],
};

function Setting({ setting, reload }) {
  const [label, hint] = KNOWN[setting.key] ?? [setting.key, ''];
  const path = '/v1/settings/' + setting.key;
  const form = useForm({
    initial: { value: setting.value },
    submit: async values => {
      const read = await api.get(path); // for its version; what somebody else has changed meanwhile is not overwritten
      if (read.value !== setting.value) { reload(); throw new Error('Somebody else has changed it. Look at the new value first.'); }
      await api.change('PUT', path, values, read);
      toast(`${label} saved`);
      reload();
    },
  });
  const reset = () => api.remove(path).then(() => { toast(`${label} is back to the default`); reload(); }, problem => toast(problem.message, 'bad'));
  const isChanged = form.values.value !== setting.value;
  return html`<${Form} of=${form} class="setting">
    <${Field} form=${form} name="value" label=${label} hint=${hint} spellcheck="false" readonly=${!can('setting:write')}/>
    <div class="setting-side"><small class="muted">${setting.setAt ? html`Set <${Time} value=${setting.setAt}/>` : 'Default'}</small>
      ${can('setting:write') && isChanged ? html`<${Submit} form=${form}>Save<//>` : null}
      ${can('setting:write') && !isChanged && setting.setAt ? html`<button type="button" class="btn" onClick=${reset}>Reset</button>` : null}</div><//>`;
}

export default function Settings() {
  const known = useData(() => api.get('/v1/settings'));
  return html`<${Head} title="Settings">What your organisation sets about itself.<//>
    <div class="narrow stack"><${Organisation}/>
      <section class="card form"><h2>Preferences</h2><${Loaded} of=${known}>${page => page.items.map(setting => html`
        <${Setting} key=${setting.key + setting.value} setting=${setting} reload=${known.reload}/>`)}<//></section></div>`;
}
