import { createFileRoute } from '@tanstack/react-router'
import { AccountSection } from '../settings/account/AccountSection'

export const Route = createFileRoute('/_app/settings/account')({ component: AccountSection })
