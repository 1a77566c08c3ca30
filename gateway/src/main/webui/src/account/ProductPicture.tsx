import { Trans, useLingui } from '@lingui/react/macro'
import { CloudOff, type LucideIcon, MessagesSquare, SendHorizontal, Server } from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../shared/ui/Avatar'

/** The product at a glance, beside the forms. Decoration: hidden from screen readers and from small screens. */
export function ProductPicture() {
  return (
    <div
      aria-hidden
      className="product-picture relative hidden overflow-hidden bg-rail text-white lg:block"
    >
      <div className="sticky top-0 grid h-screen content-center justify-items-center gap-10 px-10 py-12 xl:px-16">
        <Conversation />
        <ul className="grid gap-3.5 text-md text-white/90">
          <Strength icon={MessagesSquare}>
            <Trans>Write to anyone in your class</Trans>
          </Strength>
          <Strength icon={CloudOff}>
            <Trans>Nothing is lost when the line drops</Trans>
          </Strength>
          <Strength icon={Server}>
            <Trans>Runs on your school’s own server</Trans>
          </Strength>
        </ul>
      </div>
    </div>
  )
}

function Strength({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <li className="flex items-center gap-3.5">
      <span className="grid size-9 place-items-center rounded-full bg-white/10">
        <Icon size={18} />
      </span>
      {children}
    </li>
  )
}

function Conversation() {
  const { t } = useLingui()
  const meiHua = { id: 'mei-hua-5', name: t`Lin Mei-hua` }
  const chenWei = { id: 'chen-wei-1', name: t`Chen Wei` }
  return (
    <div className="w-full max-w-120 rounded-xl border border-white/15 bg-white/8 p-2 shadow-pop">
      <div className="overflow-hidden rounded-lg bg-surface text-text">
        <div className="flex items-center gap-3 border-b border-line px-5 py-3.5">
          <Avatar person={meiHua} size={38} presence="online" />
          <div>
            <p className="text-md font-semibold">{meiHua.name}</p>
            <p className="text-xs text-ok-text">
              <Trans>Online</Trans>
            </p>
          </div>
        </div>
        <div className="grid gap-4 px-5 py-5 text-base">
          <Said by={meiHua}>
            <p>
              <Trans>Did you get question 3? My plant only grew towards the window.</Trans>
            </p>
          </Said>
          <Said by={chenWei}>
            <p>
              <Trans>
                That is the answer. Light comes from one side, so one side grows faster.
              </Trans>
            </p>
            <p className="mt-1">
              <Trans>Shall we write it up together at four?</Trans>
            </p>
          </Said>
          <Said by={meiHua}>
            <p>
              <Trans>Yes please. I will bring the photos.</Trans>
            </p>
          </Said>
        </div>
        <div className="mx-4 mb-4 flex items-center justify-between rounded-lg border border-field px-4 py-2.5 text-base text-muted">
          <Trans>Message Lin Mei-hua</Trans>
          <SendHorizontal size={18} className="text-accent-text" />
        </div>
      </div>
    </div>
  )
}

function Said({ by, children }: { by: { id: string; name: string }; children: ReactNode }) {
  return (
    <div className="flex gap-3">
      <Avatar person={by} size={34} />
      <div className="min-w-0">
        <p className="font-semibold">{by.name}</p>
        {children}
      </div>
    </div>
  )
}
