import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { go } from '../../core/router.js';
import { toast } from '../../core/toasts.js';
import { flagKey } from '../../core/rules.js';
import { EXPOSURE_OPTIONS } from '../../components/flag.js';
import { Buttons, Dialog } from '../../components/dialog.js';
import { Field, Form, Select, useForm } from '../../components/form.js';
import { VariantRows, readVariants, variantRules } from '../platform-flag/variant-rows.js';

const TYPES = [['boolean', 'On or off'], ['string', 'Text'], ['number', 'Number'], ['object', 'JSON object']];
const FIRST = { boolean: [{ name: 'on', text: 'true' }, { name: 'off', text: 'false' }], string: [{ name: '', text: '' }],
  number: [{ name: '', text: '' }], object: [{ name: '', text: '{}' }] };

export function NewFlag({ onClose }) {
  const form = useForm({
    initial: { key: '', description: '', type: 'boolean', exposure: 'visible', variants: FIRST.boolean },
    rules: { key: flagKey, variants: (rows, values) => variantRules(values.type)(rows) },
    submit: async values => {
      const { key } = await api.create('/v1/platform/flags', { ...values, description: values.description.trim(),
        variants: readVariants(values.variants, values.type) });
      toast('The flag is made');
      go('/platform/flags/' + key);
    },
  });
  const typed = { ...form, set: (name, value) => { form.set(name, value); if (name === 'type') form.set('variants', FIRST[value]); } };
  return html`<${Dialog} title="New flag" onClose=${onClose} wide><${Form} of=${form} class=""><div class="dlg-body">
    <${Field} form=${form} name="key" label="Key" placeholder="new-checkout" autocomplete="off" spellcheck="false" hint="Code asks for it by this name; it never changes." autofocus/>
    <${Field} form=${form} name="description" label="Description" maxlength="500"/>
    <div class="two"><${Select} form=${typed} name="type" label="Type" options=${TYPES}/>
      <${Select} form=${form} name="exposure" label="Tenants" options=${EXPOSURE_OPTIONS}/></div>
    <${VariantRows} form=${form} type=${form.values.type} hint="The last one is what everybody has until a rule says otherwise."/></div>
    <${Buttons} onClose=${onClose} busy=${form.busy}>Create flag<//><//><//>`;
}
