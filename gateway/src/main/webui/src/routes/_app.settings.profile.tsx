import { createFileRoute } from '@tanstack/react-router'
import { ProfileSection } from '../settings/profile/ProfileSection'

export const Route = createFileRoute('/_app/settings/profile')({ component: ProfileSection })
