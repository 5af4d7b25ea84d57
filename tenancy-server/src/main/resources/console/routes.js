/**
 * Every page of the console. A page is a folder below pages; its module is loaded when it is first shown, and its default
 * export is a component that gets the parameters of the path.
 *
 * nav: what the sidebar shows it as; for: 'operator' or 'tenant', where only one of them has it; needs: the permission
 * without which it is not offered; open: it is for who is not signed in.
 */
export const ROUTES = [
  { path: '/', load: () => import('./pages/overview/page.js'), nav: ['Overview', 'layout-dashboard', 'Home'] },

  { path: '/tenants', load: () => import('./pages/tenants/page.js'), nav: ['Tenants', 'building', 'Platform'],
    for: 'operator', needs: 'platform:read_tenants' },
  { path: '/tenants/new', load: () => import('./pages/tenant-new/page.js'), for: 'operator', needs: 'platform:write_tenants' },
  { path: '/tenants/:tenant/invoices/:id', load: () => import('./pages/invoice/page.js'), for: 'operator', needs: 'platform:read_invoices' },
  { path: '/tenants/:id/:tab?', load: () => import('./pages/tenant/page.js'), for: 'operator', needs: 'platform:read_tenants' },
  { path: '/plans', load: () => import('./pages/plans/page.js'), nav: ['Plans', 'credit-card', 'Platform'],
    for: 'operator', needs: 'platform:read_plans' },
  { path: '/plans/new', load: () => import('./pages/plan-edit/page.js'), for: 'operator', needs: 'platform:write_plans' },
  { path: '/plans/:id/edit', load: () => import('./pages/plan-edit/page.js'), for: 'operator', needs: 'platform:write_plans' },
  { path: '/plans/:id', load: () => import('./pages/plan/page.js'), for: 'operator', needs: 'platform:read_plans' },
  { path: '/platform/flags', load: () => import('./pages/platform-flags/page.js'), nav: ['Feature flags', 'flag', 'Platform'],
    for: 'operator', needs: 'platform:read_flags' },
  { path: '/platform/flags/:id/:tab?', load: () => import('./pages/platform-flag/page.js'), for: 'operator', needs: 'platform:read_flags' },
  { path: '/stores', load: () => import('./pages/stores/page.js'), nav: ['Stores', 'server', 'Platform'],
    for: 'operator', needs: 'platform:read_tenants' },
  { path: '/migrations', load: () => import('./pages/migrations/page.js'), nav: ['Migrations', 'layers', 'Platform'],
    for: 'operator', needs: 'platform:read_tasks' },
  { path: '/background/:tab?', load: () => import('./pages/background/page.js'), nav: ['Background work', 'activity', 'Platform'],
    for: 'operator', needs: 'platform:read_tasks' },
  { path: '/signing-keys', load: () => import('./pages/signing-keys/page.js'), nav: ['Signing keys', 'key-round', 'Platform'],
    for: 'operator', needs: 'platform:read_keys' },

  { path: '/users', load: () => import('./pages/users/page.js'), nav: ['Users', 'users', 'People'], needs: 'user:read' },
  { path: '/users/:id/:tab?', load: () => import('./pages/user/page.js'), needs: 'user:read' },
  { path: '/groups', load: () => import('./pages/groups/page.js'), nav: ['Groups', 'layers', 'People'], needs: 'group:read' },
  { path: '/groups/:id', load: () => import('./pages/group/page.js'), needs: 'group:read' },
  { path: '/roles', load: () => import('./pages/roles/page.js'), nav: ['Roles', 'shield', 'People'], needs: 'role:read' },

  { path: '/api-keys', load: () => import('./pages/api-keys/page.js'), nav: ['API keys', 'key-round', 'Developers'], person: true },
  { path: '/service-accounts', load: () => import('./pages/service-accounts/page.js'), nav: ['Service accounts', 'user-round', 'Developers'],
    needs: 'service_account:read' },
  { path: '/service-accounts/:id', load: () => import('./pages/service-account/page.js'), needs: 'service_account:read' },
  { path: '/jobs', load: () => import('./pages/jobs/page.js'), nav: ['Jobs', 'clock', 'Developers'], needs: 'job:read' },

  { path: '/webhooks', load: () => import('./pages/webhooks/page.js'), nav: ['Webhooks', 'webhook', 'Developers'], needs: 'webhook:read' },
  { path: '/webhooks/:id/:tab?', load: () => import('./pages/webhook/page.js'), needs: 'webhook:read' },

  { path: '/usage', load: () => import('./pages/usage/page.js'), nav: ['Plan and usage', 'activity', 'Organisation'],
    for: 'tenant', needs: 'subscription:read' },
  { path: '/invoices', load: () => import('./pages/invoices/page.js'), nav: ['Invoices', 'credit-card', 'Organisation'],
    for: 'tenant', needs: 'invoice:read' },
  { path: '/invoices/:id', load: () => import('./pages/invoice/page.js'), for: 'tenant', needs: 'invoice:read' },
  { path: '/flags', load: () => import('./pages/flags/page.js'), nav: ['Feature flags', 'flag', 'Organisation'], for: 'tenant', needs: 'flag:read' },
  { path: '/audit', load: () => import('./pages/audit/page.js'), nav: ['Audit log', 'scroll-text', 'Organisation'], needs: 'audit:read' },
  { path: '/settings', load: () => import('./pages/settings/page.js'), nav: ['Settings', 'settings', 'Organisation'], needs: 'setting:read' },
  { path: '/branding', load: () => import('./pages/branding/page.js'), nav: ['Branding', 'monitor', 'Organisation'], needs: 'setting:read' },
  { path: '/domains', load: () => import('./pages/domains/page.js'), nav: ['Domains', 'globe', 'Organisation'], needs: 'domain:read' },
  { path: '/data', load: () => import('./pages/data/page.js'), nav: ['Data', 'database', 'Organisation'], for: 'tenant', needs: 'tenant:export' },
  { path: '/data/exports/:id', load: () => import('./pages/export/page.js'), person: true },
  { path: '/security', load: () => import('./pages/security/page.js'), nav: ['Security', 'shield-check', 'Organisation'], needs: 'security:read' },

  { path: '/profile', load: () => import('./pages/profile/page.js'), person: true },

  { path: '/sign-in', load: () => import('./pages/sign-in/page.js'), open: true },
  { path: '/forgot-password', load: () => import('./pages/forgot-password/page.js'), open: true },
  { path: '/reset-password', load: () => import('./pages/reset-password/page.js'), open: true },
  { path: '/verify-email', load: () => import('./pages/verify-email/page.js'), open: true },
  { path: '/accept-invitation', load: () => import('./pages/accept-invitation/page.js'), open: true },
];
