import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { contrast, inkOn, isColour } from '../../core/colour.js';
import { toast } from '../../core/toasts.js';
import { can, me } from '../../core/state.js';
import { Field, Form, Submit, useForm } from '../../components/form.js';
import { Colour } from './colour.js';
import { Preview } from './preview.js';

const colour = value => isColour(value) ? '' : 'A colour is # and six digits from 0 to f, as #3b5bdb.';

/** What the setting of a part of the look is called; an empty name is that of the organisation. */
const PARTS = [['name', 'brand_name'], ['color', 'brand_color'], ['background', 'brand_background']];

async function save(values, brand) {
  for (const [part, setting] of PARTS.filter(([name]) => values[name] !== brand[name])) {
    const path = '/v1/settings/' + setting;
    if (values[part] === '') await api.remove(path);
    else await api.change('PUT', path, { value: values[part] }, await api.get(path));
  }
}

/** Says when a colour is hard to read, before anybody has to; the sign-in then takes another shade of it. */
function hint(color) {
  if (!isColour(color)) return 'Of buttons and links.';
  return contrast(color, '#ffffff') >= 4.5 || contrast(color, '#000000') < 4.5 ? `Of buttons and links. What is written on it is ${inkOn(color) === '#ffffff' ? 'white' : 'black'}.`
    : 'Of buttons and links. It is light: what is written on it is black, and links take a darker shade.';
}

export function Look({ brand, reload }) {
  const may = can('setting:write');
  const form = useForm({
    initial: { name: brand.name, color: brand.color, background: brand.background },
    rules: { color: colour, background: colour, name: value => value.length <= 100 ? '' : 'At most 100 characters.' },
    submit: async values => {
      await save({ ...values, name: values.name.trim(), color: values.color.toLowerCase(), background: values.background.toLowerCase() }, brand);
      toast('The look is saved');
      reload();
    },
  });
  return html`<div class="halves"><section class="card"><${Form} of=${form}><h2>Name and colours</h2>
      <${Field} form=${form} name="name" label="Name" hint="Empty: the name of the organisation." placeholder=${me.value.tenant.name} readonly=${!may}/>
      <${Colour} form=${form} name="color" label="Colour" hint=${hint(form.values.color)} readonly=${!may}/>
      <${Colour} form=${form} name="background" label="Background" hint="Behind the card of the sign-in, and behind mails." readonly=${!may}/>
      ${may ? html`<div class="form-actions"><${Submit} form=${form}>Save the look<//></div>` : null}<//></section>
    <${Preview} brand=${{ ...brand, ...form.values, name: form.values.name || me.value.tenant.name }}/></div>`;
}
