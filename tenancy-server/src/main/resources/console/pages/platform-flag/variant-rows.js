import { html } from '../../core/html.js';
import { rows } from '../../core/rules.js';
import { Cell, Rows } from '../../components/fields.js';

const isOf = { boolean: value => typeof value === 'boolean', number: value => typeof value === 'number',
  object: value => value !== null && typeof value === 'object' && !Array.isArray(value) };

const parsed = (text, type) => type === 'string' ? text : JSON.parse(text);

function wrongValue(text, type) {
  if (type === 'string') return '';
  try { return isOf[type](JSON.parse(text)) ? '' : `The value is no ${type}.`; } catch { return `The value is no ${type}.`; }
}

/** What is wrong with the rows of variants of a type. */
export const variantRules = type => list => (list.length ? '' : 'At least one variant is needed.') || rows(
  row => /^[A-Za-z0-9][A-Za-z0-9_.-]{0,39}$/.test(row.name) ? '' : 'A name is of letters, digits, and - _ . between them.',
  (row, i) => list.findIndex(one => one.name === row.name) === i ? '' : `There are two variants ${row.name}.`,
  row => wrongValue(row.text, type))(list);

export const readVariants = (list, type) => list.map(row => ({ name: row.name.trim(), value: parsed(row.text, type) }));
export const showVariants = (variants, type) => variants.map(({ name, value }) => ({ name, text: type === 'string' ? value : JSON.stringify(value) }));

export const VariantRows = ({ form, type, hint }) => html`<${Rows} form=${form} name="variants" label="Variants" hint=${hint} one="variant"
  blank=${() => ({ name: '', text: type === 'boolean' ? 'true' : type === 'object' ? '{}' : '' })}>
  ${(row, change) => html`<${Cell} label="Name" value=${row.name} onChange=${name => change({ name })} autocomplete="off" spellcheck="false"/>
    ${type === 'boolean'
      ? html`<${Cell} label="Value" value=${row.text} options=${[['true', 'true'], ['false', 'false']]} onChange=${text => change({ text })}/>`
      : html`<${Cell} label="Value" value=${row.text} inputmode=${type === 'number' ? 'decimal' : undefined} dir="auto" onChange=${text => change({ text })}/>`}`}<//>`;
