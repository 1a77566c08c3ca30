import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, type Ref, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { mayRun, runs } from '../store/rights'
import type { Chat } from '../store/state'
import { DetailsPane } from './DetailsPane'
import { Export } from './Export'
import { FilesOf } from './FilesOf'
import { Invitations } from './Invitations'
import { Leave } from './Leave'
import { Members } from './Members'
import { Pins } from './Pins'
import { About, Settings } from './Settings'

/** Who is in a channel, how others come in, and what it is. */
export default function ChannelDetails({ chat, onClose }: { chat: Chat; onClose: () => void }) {
  const { t } = useLingui()
  const people = useRef<HTMLDivElement>(null)
  return (
    <DetailsPane title={t`Details`} onClose={onClose}>
      <Tabs className="flex min-h-0 flex-1 flex-col">
        <TabList
          aria-label={t`Details`}
          className="flex flex-wrap shrink-0 gap-1 border-b border-line px-3 pt-1"
        >
          <One id="people">
            <Trans>People</Trans>
          </One>
          <One id="files">
            <Trans>Files</Trans>
          </One>
          {mayRun(chat) && (
            <One id="invitations">
              <Trans>Links</Trans>
            </One>
          )}
          <One id="pins">
            <Trans>Pinned</Trans>
          </One>
          <One id="about">{runs(chat.role) ? <Trans>Settings</Trans> : <Trans>About</Trans>}</One>
        </TabList>
        <Panel id="people" ref={people}>
          <Members chat={chat} box={people} />
        </Panel>
        <Panel id="files">
          <FilesOf chat={chat} />
        </Panel>
        {mayRun(chat) && (
          <Panel id="invitations">
            <Invitations id={chat.id} role={chat.role} />
          </Panel>
        )}
        <Panel id="pins">
          <Pins chat={chat} />
        </Panel>
        <Panel id="about">
          {runs(chat.role) ? <Settings chat={chat} /> : <About chat={chat} />}
          {chat.role === 'owner' && <Export chat={chat} />}
          <Leave chat={chat} />
        </Panel>
      </Tabs>
    </DetailsPane>
  )
}

function One({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Tab
      id={id}
      className="min-h-11 cursor-pointer border-b-2 border-transparent px-3 pt-2.5 text-base font-medium text-muted -outline-offset-2 transition-colors hover:text-text selected:border-accent selected:text-accent-text"
    >
      {children}
    </Tab>
  )
}

function Panel({
  id,
  children,
  ref,
}: {
  id: string
  children: ReactNode
  ref?: Ref<HTMLDivElement>
}) {
  return (
    <TabPanel
      id={id}
      {...(ref ? { ref } : {})}
      className="thin min-h-0 flex-1 overflow-y-auto px-5 py-4 -outline-offset-2"
    >
      {children}
    </TabPanel>
  )
}
