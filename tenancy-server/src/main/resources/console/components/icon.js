import { h } from 'preact';
import { ICONS } from '../vendor/lucide.js';
import { html } from '../core/html.js';

export const Icon = ({ name, size = 18 }) => h('svg', {
  class: 'icon', width: size, height: size, viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor',
  'stroke-width': 1.75, 'stroke-linecap': 'round', 'stroke-linejoin': 'round', 'aria-hidden': 'true',
}, (ICONS[name] ?? []).map(([tag, attributes]) => h(tag, attributes)));

export const Mark = () => html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
  <rect width="32" height="32" rx="9"/><path d="M7 12l9-5 9 5-9 5zM7 16.8l9 5 9-5M7 21.4l9 5 9-5"/></svg>`;
