import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useShortList } from '../../core/data.js';
import { capital } from '../../core/format.js';
import { toast } from '../../core/toasts.js';
import { can } from '../../core/state.js';
import { Confirm } from '../../components/dialog.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';
import { Head } from '../../components/page.js';
import { Empty, Loaded } from '../../components/states.js';
import { Pager, Search } from '../../components/table.js';
import { Time } from '../../components/time.js';
import { Organisation } from './organisation.js';

const KNOWN = {
  locale: ['Language', 'A language tag, as de-CH.'],
  time_zone: ['Time zone', 'A name of the IANA database, as Europe/Zurich.'],
  brand_color: ['Brand colour', 'The colour of mails, as #3b5bdb.'],
  support_email: ['Support address', 'Where people are told to ask for help.'],
  cors_origins: ['Pages of other origins', 'Origins whose pages may use the API, with commas between them.'],
};

const shown = ({ value }) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));

/** What was typed, as the schema of the setting has it; what it cannot be is sent as it is, and refused with words. */
function typed({ schema }, text) {
  if (schema.type === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  if (schema.type === 'boolean') return ['true', 'false'].includes(text) ? text === 'true' : text;
  return schema.type === 'array' ? text.split(',').map(one => one.trim()).filter(Boolean) : text;
}

function from({ source, setAt }) {
  if (source === 'default') return 'Default';
  return source === 'tenant' ? html`Set <${Time} value=${setAt}/>` : `From the ${source}`;
}

function Setting({ setting, reload }) {
  const [asking, setAsking] = useState(false);
  const [label, hint] = KNOWN[setting.key] ?? [capital(setting.key), setting.meaning];
  const path = '/v1/settings/' + setting.key;
  const form = useForm({
    initial: { value: shown(setting) },
    submit: async values => {
      const read = await api.get(path); // for its version; what somebody else has changed meanwhile is not overwritten
      if (shown(read) !== shown(setting) || (setting.secret && read.setAt !== setting.setAt)) { reload(); throw new Error('Somebody else has changed it. Look at the new value first.'); }
      await api.change('PUT', path, { value: typed(setting, values.value) }, read);
      toast(`${label} saved`);
      reload();
    },
  });
  const remove = () => api.remove(path).then(() => { toast(`${label} is what it was before you set it`); reload(); });
  const reset = () => setting.secret ? setAsking(true) : remove().catch(problem => toast(problem.message, 'bad'));
  const isChanged = form.values.value !== shown(setting);
  return html`<${Form} of=${form} class="setting">
    <${Field} form=${form} name="value" label=${label} hint=${hint} type=${setting.secret ? 'password' : 'text'} autocomplete="off" spellcheck="false" readonly=${!can('setting:write')}/>
    <div class="setting-side"><small class="muted">${from(setting)}</small>
      ${can('setting:write') && isChanged ? html`<${Submit} form=${form}>Save<//>` : null}
      ${can('setting:write') && !isChanged && setting.source === 'tenant' ? html`<button type="button" class="btn" onClick=${reset}>Reset</button>` : null}</div><//>
    ${asking ? html`<${Confirm} title=${`Reset ${label}`} action="Reset it" act=${remove} onClose=${() => setAsking(false)}>
      <p>What was set is forgotten, and nobody can read it back.</p><//>` : null}`;
}

const textsOf = setting => [setting.key, setting.meaning, ...(KNOWN[setting.key] ?? [])];

function Preferences() {
  const [search, setSearch] = useState('');
  const list = useShortList('/v1/settings', search, textsOf, { isWhole: true });
  return html`<section class="card form"><div class="spread"><h2>Preferences</h2><${Search} label="Name or meaning" value=${search} onInput=${setSearch}/></div>
    <${Loaded} of=${list}>${() => list.items.length ? list.items.map(setting => html`
      <${Setting} key=${setting.key + shown(setting) + (setting.setAt ?? '')} setting=${setting} reload=${list.reload}/>`)
      : html`<${Empty} title="No setting matches" text="Try another word."/>`}<//><${Pager} list=${list}/></section>`;
}

export default function Settings() {
  return html`<${Head} title="Settings">What your organisation sets about itself.<//>
    <div class="narrow stack"><${Organisation}/><${Preferences}/></div>`;
}
