import { useLingui } from '@lingui/react/macro'
import { createFileRoute, redirect } from '@tanstack/react-router'
import { useScreenTitle } from '../shared/title'

/** Beside the list there is room for a section, so the first is opened; a phone shows the list. */
export const Route = createFileRoute('/_app/settings/')({
  beforeLoad: () => {
    if (matchMedia('(min-width: 768px)').matches) {
      throw redirect({ to: '/settings/profile', replace: true })
    }
  },
  component: NoSection,
})

function NoSection() {
  const { t } = useLingui()
  useScreenTitle(t`Settings`)
  return null
}
