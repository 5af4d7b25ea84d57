/** The path below which the server is reached, as '' or '/tenancy'. */
export const base = document.querySelector('meta[name=base]').content;

/** The address of a page of the console: link('/users') is '/console/users'. */
export const link = path => base + '/console' + path;
