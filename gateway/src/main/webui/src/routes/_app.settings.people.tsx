import { createFileRoute } from '@tanstack/react-router'
import { PeopleSection } from '../settings/people/PeopleSection'

export const Route = createFileRoute('/_app/settings/people')({ component: PeopleSection })
