import { html } from '../../core/html.js';
import { Head } from '../../components/page.js';
import { Exports } from './exports.js';
import { Log } from './log.js';

export default function Audit() {
  return html`<${Head} title="Audit log" actions=${html`<${Exports}/>`}>
      Every change: who made it, to what, and from where. The youngest comes first.<//>
    <${Log}/>`;
}
