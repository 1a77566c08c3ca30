import { createFileRoute } from '@tanstack/react-router'
import { SecuritySection } from '../settings/security/SecuritySection'

export const Route = createFileRoute('/_app/settings/security')({ component: SecuritySection })
