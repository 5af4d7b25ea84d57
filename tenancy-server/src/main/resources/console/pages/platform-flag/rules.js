import { useState } from 'preact/hooks';
import { html } from '../../core/html.js';
import { api } from '../../core/api.js';
import { matching } from '../../core/data.js';
import { can } from '../../core/state.js';
import { toast } from '../../core/toasts.js';
import { Confirm } from '../../components/dialog.js';
import { Icon } from '../../components/icon.js';
import { Menu } from '../../components/menu.js';
import { Empty } from '../../components/states.js';
import { Search } from '../../components/table.js';
import { Condition } from './conditions.js';
import { RuleForm } from './rule-form.js';

const swapped = (rules, i, j) => rules.map((rule, place) => place === i ? rules[j] : place === j ? rules[i] : rule);

const Rule = ({ rule, place, menu }) => html`<li class="rule"><span class="rule-place" aria-hidden="true">${place + 1}</span>
  <div class="rule-main"><b dir="auto">${rule.name}</b><div class="conditions">${rule.when.length
    ? rule.when.map((one, i) => html`${i ? html`<span class="muted">and</span>` : null}<${Condition} key=${i} one=${one}/>`)
    : html`<span class="muted">Always</span>`}</div></div>
  <span class="iso rule-variant"><${Icon} name="chevron-right" size=${15}/><code>${rule.variant}</code></span>${menu}</li>`;

/** The rules that are searched for, each with its place among all. */
const found = (rules, search) => matching(rules.map((rule, place) => ({ rule, place })), search, ({ rule }) => [rule.name, rule.variant]);

/** The rules in their order: the first that holds counts. */
export function Rules({ flag, reload }) {
  const [open, setOpen] = useState(null);
  const [search, setSearch] = useState('');
  const { rules } = flag;
  const save = async (next, words) => {
    await api.change('PATCH', '/v1/platform/flags/' + flag.key, { rules: next }, flag);
    toast(words);
    setOpen(null);
    reload();
  };
  const move = (i, j) => save(swapped(rules, i, j), 'The order is saved').catch(problem => toast(problem.message, 'bad'));
  const menu = (rule, i) => html`<${Menu} label=${`Actions for ${rule.name}`} items=${[
    { label: 'Change', icon: 'pencil', act: () => setOpen({ what: 'edit', i }) },
    i > 0 && { label: 'Move up', icon: 'arrow-up-down', act: () => move(i, i - 1) },
    i < rules.length - 1 && { label: 'Move down', icon: 'arrow-up-down', act: () => move(i, i + 1) },
    { label: 'Delete', icon: 'trash', bad: true, act: () => setOpen({ what: 'delete', i }) }]}/>`;
  const may = can('platform:write_flags');
  const shown = found(rules, search);
  return html`<section class="card"><div class="toolbar"><h2>The first rule that holds counts</h2>
      ${rules.length ? html`<${Search} label="Name or variant" value=${search} onInput=${setSearch}/>` : null}
      ${may ? html`<button type="button" class="btn sm" onClick=${() => setOpen({ what: 'edit', i: rules.length })}><${Icon} name="plus" size=${15}/>Add rule</button>` : null}</div>
    ${shown.length ? html`<ol class="rules">${shown.map(({ rule, place }) => html`<${Rule} key=${rule.name} rule=${rule} place=${place} menu=${may ? menu(rule, place) : null}/>`)}</ol>`
      : rules.length ? html`<${Empty} title="No rule matches" text="Try another word."/>`
      : html`<${Empty} icon="sliders-horizontal" title="No rules" text="Everybody has the default variant."/>`}
    <p class="card-foot">Whoever no rule is for has <code>${flag.defaultVariant}</code>. While the flag is killed, everybody has <code>${flag.offVariant}</code>.</p>
    ${open?.what === 'edit' ? html`<${RuleForm} rule=${rules[open.i]} flag=${flag} onClose=${() => setOpen(null)}
      done=${rule => save([...rules.slice(0, open.i), rule, ...rules.slice(open.i + 1)], 'The rule is saved')}/>` : null}
    ${open?.what === 'delete' ? html`<${Confirm} title=${`Delete the rule ${rules[open.i].name}`} action="Delete" onClose=${() => setOpen(null)}
      act=${() => save(rules.filter((_, i) => i !== open.i), 'The rule is deleted')}><p>Those it was for have what the rules below say.</p><//>` : null}</section>`;
}
