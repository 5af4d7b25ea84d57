import { html } from '../../core/html.js';
import { capital } from '../../core/format.js';

export const ABOUT = [['plan', 'Plan'], ['entitlement', 'Feature of the plan'], ['tenant', 'Tenant'], ['user', 'User'], ['role', 'Role'],
  ['attribute', 'Attribute'], ['percentage', 'Percentage']];
export const OPERATORS = [['in', 'is one of'], ['not_in', 'is none of'], ['starts_with', 'starts with'], ['ends_with', 'ends with'],
  ['contains', 'contains'], ['less_than', 'is less than'], ['at_most', 'is at most'], ['at_least', 'is at least'],
  ['greater_than', 'is greater than'], ['present', 'is there'], ['absent', 'is not there']];
export const HINTS = { plan: 'Keys of plans, one a line', entitlement: 'Names of features, one a line', tenant: 'IDs of tenants, one a line',
  user: 'IDs of users, one a line', role: 'Names of roles, one a line', attribute: 'Values, one a line' };

const words = Object.fromEntries(OPERATORS);
const nouns = Object.fromEntries(ABOUT);
const NUMERIC = ['less_than', 'at_most', 'at_least', 'greater_than'];
export const needsNoValue = operator => operator === 'present' || operator === 'absent';
export const operatorsOf = about => about === 'attribute' ? OPERATORS : OPERATORS.slice(0, 2);

/** A condition in words. */
export function Condition({ one }) {
  if (one.about === 'percentage') {
    return html`<span class="condition"><b>${one.percent}%</b> of ${one.by === 'tenant' ? 'tenants' : 'targeting keys'}</span>`;
  }
  return html`<span class="condition">${one.about === 'attribute' ? html`<code>${one.attribute}</code>` : nouns[one.about] ?? capital(one.about)}
    ${' '}${words[one.operator ?? 'in']}${' '}${one.values.map(value => html`<code dir="auto">${String(value)}</code>${' '}`)}</span>`;
}

/** A value of an attribute as it is typed: a text that reads as a number has quotes around it. */
const shown = value => typeof value !== 'string' ? JSON.stringify(value) : isPlain(value) ? value : JSON.stringify(value);
const isPlain = text => { try { JSON.parse(text); return false; } catch { return !text.includes('\n'); } };
function read(text) {
  try {
    const value = JSON.parse(text);
    return ['string', 'number', 'boolean'].includes(typeof value) ? value : text;
  } catch { return text; }
}

export const NEW = { about: 'plan', attribute: '', operator: 'in', lines: '', percent: '10', by: 'targeting_key' };

/** A condition as the form has it, and back. */
export const toRow = one => ({ ...NEW, about: one.about, attribute: one.attribute ?? '', operator: one.operator ?? 'in',
  lines: (one.values ?? []).map(value => one.about === 'attribute' ? shown(value) : String(value)).join('\n'),
  percent: String(one.percent ?? 10), by: one.by ?? 'targeting_key' });

export function toCondition(row) {
  if (row.about === 'percentage') return { about: row.about, percent: Number(row.percent), by: row.by };
  const lines = row.lines.split('\n').map(line => line.trim()).filter(Boolean);
  const values = row.about !== 'attribute' ? lines : NUMERIC.includes(row.operator) ? lines.map(Number) : lines.map(read);
  return { about: row.about, operator: row.operator, ...(row.about === 'attribute' ? { attribute: row.attribute.trim() } : {}),
    ...(needsNoValue(row.operator) ? {} : { values }) };
}

/** What is wrong with the conditions of a rule. */
export const wrong = rows => rows.map(row => {
  if (row.about === 'percentage') {
    return /^\d{1,3}(\.\d{1,3})?$/.test(row.percent) && Number(row.percent) <= 100 ? '' : 'A percentage is from 0 to 100, with three digits after the point at most.';
  }
  if (row.about === 'attribute' && !row.attribute.trim()) return 'The name of the attribute is needed.';
  return needsNoValue(row.operator) || row.lines.trim() ? '' : 'A condition needs a value to compare with.';
}).find(Boolean) ?? '';
