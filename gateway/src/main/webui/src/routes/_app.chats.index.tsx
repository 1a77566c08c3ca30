import { createFileRoute } from '@tanstack/react-router'
import { NoChatOpen } from '../chat'

export const Route = createFileRoute('/_app/chats/')({ component: NoChatOpen })
