import { useLayoutEffect, useRef } from 'preact/hooks';
import { html } from '../../core/html.js';
import { BrandMark, paint } from '../../components/brand.js';

/** The sign-in as it would be; nothing in it can be used. */
export function Preview({ brand }) {
  const card = useRef(null);
  useLayoutEffect(() => { paint(card.current, brand); }, [brand.color, brand.background]);
  return html`<figure class="card preview"><figcaption>The sign-in</figcaption>
    <div class="preview-ground" inert><div class="card preview-card" ref=${card}><${BrandMark} brand=${brand}/>
      <p class="preview-title" dir="auto">Sign in to ${brand.name}</p>
      <div class="preview-field">Email</div><div class="preview-field">Password</div>
      <span class="btn primary wide">Sign in</span><span class="link">Forgot your password?</span></div></div></figure>`;
}
