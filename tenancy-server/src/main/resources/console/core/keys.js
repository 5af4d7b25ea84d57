/** The keys of the console: / goes to the search. Escape is that of dialogs and menus. */
export function listen() {
  addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName) || document.querySelector('dialog[open]')) return;
    const search = document.querySelector('main [data-search]');
    if (!search) return;
    event.preventDefault();
    search.focus();
  });
}
