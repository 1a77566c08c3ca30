import { createRootRouteWithContext, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import type { RouterContext } from '../app/router'

export const Route = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: lazyRouteComponent(() => import('../pages/lost'), 'NotFoundPage'),
  errorComponent: lazyRouteComponent(() => import('../pages/lost'), 'CrashPage'),
})
