import { createFileRoute } from '@tanstack/react-router'
import { Forgot } from '../account/screens/Forgot'

export const Route = createFileRoute('/forgot')({ component: Forgot })
