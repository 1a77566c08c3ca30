/// <reference types="vite/client" />

declare module 'words:*' {
  import type { Messages } from '@lingui/core'
  export const messages: Messages
}
