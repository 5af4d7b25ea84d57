import { useId, useState } from 'preact/hooks';
import { html } from '../core/html.js';
import { compact, number } from '../core/format.js';

const WIDTH = 1000;
const HEIGHT = 220;

/** The first of 1, 2, 5, 10, 20 … that is a quarter of what has to fit, so that lines are at round numbers. */
function stepFor(most) {
  const size = 10 ** Math.floor(Math.log10(Math.max(most / 4, 1)));
  return [1, 2, 5, 10].map(times => times * size).find(step => step * 4 >= most) ?? size * 10;
}

const places = (count, wanted) => Array.from({ length: Math.min(wanted, count) },
  (_, i) => Math.round(i * (count - 1) / Math.max(1, Math.min(wanted, count) - 1)));

/** What the arrow keys, Home and End do with the place that is looked at. */
const moved = (key, at, count) => ({
  ArrowRight: Math.min(count - 1, at + 1), ArrowLeft: Math.max(0, at - 1), Home: 0, End: count - 1,
  PageUp: Math.min(count - 1, at + 7), PageDown: Math.max(0, at - 7),
})[key];

const DataTable = ({ points, title, unit, when }) => html`<details class="chart-table"><summary>As a table</summary>
  <div class="scroll" tabindex="0" role="region" aria-label=${title + ', as a table'}><table><caption class="sr">${title}</caption>
    <thead><tr><th scope="col">${when}</th><th scope="col" class="num">${unit}</th></tr></thead>
    <tbody>${points.map(point => html`<tr key=${point.label}><th scope="row">${point.label}</th><td class="num">${number(point.value)}</td></tr>`)}</tbody>
  </table></div></details>`;

/**
 * Values over time: points are { label, value }. The colours are those of the style sheet. With the pointer or the arrow
 * keys each point is read; the same numbers are in a table below.
 */
export function Chart({ points, title, unit, limit, when = 'Day' }) {
  const id = useId();
  const [at, setAt] = useState(null);
  const most = Math.max(...points.map(point => point.value), limit ?? 0, 1);
  const step = stepFor(most);
  const top = step * Math.ceil(most / step);
  const x = i => points.length > 1 ? i / (points.length - 1) * WIDTH : WIDTH / 2;
  const y = value => HEIGHT - value / top * HEIGHT;
  const line = points.map((point, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(point.value).toFixed(1)}`).join('');
  const lines = Array.from({ length: Math.round(top / step) + 1 }, (_, i) => i * step);
  const look = event => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(points.length - 1, Math.round((event.clientX - box.left) / box.width * (points.length - 1)))));
  };
  const key = event => {
    const next = moved(event.key, at ?? points.length - 1, points.length);
    if (event.key === 'Escape') setAt(null);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  };
  const shown = at ?? points.length - 1;
  const text = i => `${points[i].label}: ${number(points[i].value)} ${unit}`;
  return html`<figure class="chart" aria-label=${title}><div class="plot">
      <div class="yaxis" aria-hidden="true">${lines.map(value => html`<span key=${value} style=${{ bottom: `${value / top * 100}%` }}>${compact(value)}</span>`)}</div>
      <div class="canvas" tabindex="0" role="slider" aria-label=${title} aria-orientation="horizontal" aria-valuemin="0"
        aria-valuemax=${points.length - 1} aria-valuenow=${shown} aria-valuetext=${text(shown)} aria-readonly="true"
        onPointerMove=${look} onPointerDown=${look} onPointerLeave=${() => setAt(null)} onFocus=${() => setAt(shown)}
        onBlur=${() => setAt(null)} onKeyDown=${key}>
        <svg viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          <defs><linearGradient id=${id} x1="0" y1="0" x2="0" y2="1"><stop class="g0" offset="0"/><stop class="g1" offset="1"/></linearGradient></defs>
          ${lines.map(value => html`<line key=${value} class="grid" x1="0" x2=${WIDTH} y1=${y(value)} y2=${y(value)}/>`)}
          <path d=${`${line}L${x(points.length - 1)} ${HEIGHT}L${x(0)} ${HEIGHT}Z`} fill=${`url(#${id})`}/><path class="line" d=${line}/>
          ${limit === undefined ? null : html`<line class="limit" x1="0" x2=${WIDTH} y1=${y(limit)} y2=${y(limit)}/>`}
          ${at === null ? null : html`<line class="cross" x1=${x(at)} x2=${x(at)} y1="0" y2=${HEIGHT}/>`}</svg>
        ${limit === undefined ? null : html`<span class="limit-label" style=${{ top: `${y(limit) / HEIGHT * 100}%` }}>Plan limit ${compact(limit)}</span>`}
        ${at === null ? null : html`<i class="dot" style=${{ left: `${x(at) / WIDTH * 100}%`, top: `${y(points[at].value) / HEIGHT * 100}%` }}></i>
          <div class=${`tip ${x(at) > WIDTH / 2 ? 'left' : ''}`} style=${{ left: `${x(at) / WIDTH * 100}%`, top: `${y(points[at].value) / HEIGHT * 100}%` }}>
            <b>${number(points[at].value)} ${unit}</b><small>${points[at].label}</small></div>`}</div>
      <div class="xaxis" aria-hidden="true">${places(points.length, 5).map(i => html`<span key=${i}>${points[i].label}</span>`)}</div></div>
    <${DataTable} points=${points} title=${title} unit=${unit} when=${when}/></figure>`;
}
