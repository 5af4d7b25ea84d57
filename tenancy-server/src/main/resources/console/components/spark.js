import { html } from '../core/html.js';

const WIDTH = 96;
const HEIGHT = 26;

/** Numbers over time, as small as a cell of a table; text says what they show to who does not see it, and over it. */
export function Spark({ values, text }) {
  const most = Math.max(...values, 1);
  const x = i => values.length > 1 ? i / (values.length - 1) * WIDTH : WIDTH / 2;
  const line = values.map((value, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${(HEIGHT - 2 - value / most * (HEIGHT - 4)).toFixed(1)}`).join('');
  return html`<svg class="spark" role="img" aria-label=${text} width=${WIDTH} height=${HEIGHT} viewBox=${`0 0 ${WIDTH} ${HEIGHT}`}>
    <title>${text}</title><path class="fill" d=${`${line}L${x(values.length - 1)} ${HEIGHT}L${x(0)} ${HEIGHT}Z`}/><path class="line" d=${line}/></svg>`;
}
