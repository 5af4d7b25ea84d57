import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { useData } from '../../core/data.js';
import { link } from '../../core/place.js';
import { email, required, slug } from '../../core/rules.js';
import { Crumbs, Head } from '../../components/page.js';
import { Choices, Field, Form, Select, Submit, useForm } from '../../components/form.js';
import { Made } from './made.js';
import { Plan } from './plan.js';

const ISOLATION = [
  ['shared', 'Shared tables', 'Rows of all tenants in the same tables, guarded by row-level security.', 'table-2'],
  ['schema', 'Schema', 'Tables of its own, in a schema of a common database.', 'layers'],
  ['database', 'Database', 'A database of its own.', 'database'],
];

const ACCESS = [
  ['invitation', 'Send an invitation', 'The owner gets a mail with a link.', 'mail'],
  ['one_time_password', 'Show a password once', 'You hand it over; it is replaced at the first sign-in.', 'key-round'],
];

/** What a slug could be for a name: 'Acme Robotics' is 'acme-robotics'. */
const slugOf = name => name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^[^a-z]+|-+$/g, '').slice(0, 40);

const STEPS = [['Tenant', ['name', 'slug', 'plan']], ['Isolation', []], ['Owner', ['ownerName', 'ownerEmail']]];

const order = values => ({
  slug: values.slug, name: values.name.trim(), owner: { name: values.ownerName.trim(), email: values.ownerEmail.trim() },
  ownerAccess: values.ownerAccess, isolation: values.isolation,
  plan: values.plan.trim() || undefined, store: values.store || undefined,
});

const RULES = { name: required('The name'), slug, ownerName: required('The name'), ownerEmail: email };

function Steps({ at }) {
  return html`<ol class="steps" aria-label="Steps">${STEPS.map(([title], index) => html`
    <li key=${title} aria-current=${index === at ? 'step' : undefined} class=${index < at ? 'done' : ''}><i>${index + 1}</i>${title}</li>`)}</ol>`;
}

export default function NewTenant() {
  const [at, setAt] = useState(0);
  const [made, setMade] = useState(null);
  const stores = useData(() => api.get('/v1/stores'));
  const form = useForm({
    initial: { name: '', slug: '', plan: '', isolation: 'shared', store: '', ownerName: '', ownerEmail: '', ownerAccess: 'invitation' },
    rules: Object.fromEntries(STEPS.slice(0, at + 1).flatMap(([, fields]) => fields).filter(name => RULES[name]).map(name => [name, RULES[name]])),
    submit: async values => {
      if (at < STEPS.length - 1) return setAt(at + 1);
      try {
        return setMade(await api.create('/v1/tenants', order(values)));
      } catch (problem) {
        if (problem.field === 'owner.email') problem.field = 'ownerEmail';
        if (problem.field === 'owner.name') problem.field = 'ownerName';
        if (problem.code === 'tenant.slug_taken') problem.field = 'slug';
        const step = STEPS.findIndex(([, fields]) => fields.includes(problem.field));
        if (step >= 0) setAt(step);
        throw problem;
      }
    },
  });
  if (made) return html`<${Made} tenant=${made}/>`;
  const served = stores.data?.items.filter(store => store.served && !store.full && store.isolations.includes(form.values.isolation)) ?? [];
  const rename = event => { form.set('name', event.target.value); if (form.values.slug === slugOf(form.values.name)) form.set('slug', slugOf(event.target.value)); };
  return html`<${Crumbs} steps=${[['Tenants', '/tenants']]} here="New tenant"/><${Head} title="New tenant">A customer with its own users, roles and data.<//>
    <div class="narrow"><${Steps} at=${at}/><section class="card"><${Form} of=${form}>
      ${at === 0 ? html`<${Field} form=${form} name="name" label="Name" placeholder="Acme Robotics" onInput=${rename} autofocus/>
        <${Field} form=${form} name="slug" label="Short name" spellcheck="false" hint="People type it to sign in. It cannot be changed later."/>
        <${Plan} form=${form}/>` : null}
      ${at === 1 ? html`<${Choices} form=${form} name="isolation" label="Isolation" options=${ISOLATION}/>
        ${served.length > 1 ? html`<${Select} form=${form} name="store" label="Store"
          options=${[['', 'As the deployment chooses'], ...served.map(store => [store.name, `${store.name} (${store.region})`])]}/>` : null}` : null}
      ${at === 2 ? html`<${Field} form=${form} name="ownerName" label="Name of the owner" autocomplete="off" autofocus/>
        <${Field} form=${form} name="ownerEmail" label="Email of the owner" type="email" autocomplete="off"/>
        <${Choices} form=${form} name="ownerAccess" label="How the owner gets in" options=${ACCESS}/>` : null}
      <div class="form-actions">${at ? html`<button type="button" class="btn" onClick=${() => setAt(at - 1)}>Back</button>`
        : html`<a class="btn" href=${link('/tenants')}>Cancel</a>`}
        <${Submit} form=${form}>${at < 2 ? 'Continue' : 'Create tenant'}<//></div><//></section></div>`;
}
