import { Trans, useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import {
  Ellipsis,
  Maximize,
  MessageSquare,
  Mic,
  MicOff,
  MonitorUp,
  MonitorX,
  PhoneOff,
  PictureInPicture2,
  SlidersHorizontal,
  Video,
  VideoOff,
} from 'lucide-react'
import { type RefObject, useState } from 'react'
import { MenuTrigger, Toolbar } from 'react-aria-components'
import { Menu, MenuItem } from '../../shared/ui/Menu'
import { canShareScreen, isHeard } from '../media/OwnMedia'
import { useCall, useOwn, useOwnCall } from './CallContext'
import { Control, Switch } from './Control'
import { DeviceDialog } from './DeviceDialog'
import { ReplaceDialog } from './ReplaceDialog'

/** What can be done in a call. One stop of the Tab key; the arrows go on inside. */
export function Controls({
  name,
  stage,
  picture,
  onSmall,
}: {
  /** Of the other side. */
  name: string
  /** What fills the screen if it is to be filled. */
  stage: RefObject<HTMLElement | null>
  /** What can float over other windows. */
  picture: RefObject<HTMLVideoElement | null>
  onSmall: () => void
}) {
  const { t } = useLingui()
  const { media, hangUp, store } = useHandles()
  const navigate = useNavigate()
  const isOn = useOwn(({ microphone }) => isHeard(microphone))
  const isSeen = useOwn(({ camera }) => camera.status === 'on' || camera.status === 'opening')
  const isSharing = useOwn(({ screen }) => screen.status === 'on')
  const othersScreen = useCall(({ remote }) => remote.screen)
  const [dialog, setDialog] = useState<'devices' | 'replace' | null>(null)
  const share = () => {
    if (isSharing) media.stopScreen()
    else if (othersScreen) setDialog('replace')
    else void media.shareScreen()
  }
  const chat = () => {
    const { call, beginning } = store.getState().context
    const chatId = (call ?? beginning)?.conversation
    if (chatId === undefined) return
    onSmall()
    void navigate({ to: '/chats/$chatId', params: { chatId } })
  }
  const float = () => void picture.current?.requestPictureInPicture().catch(() => undefined)
  const fill = () => {
    if (document.fullscreenElement) void document.exitFullscreen()
    else void stage.current?.requestFullscreen().catch(() => undefined)
  }
  return (
    <Toolbar
      aria-label={t`Call`}
      className="flex items-center justify-center gap-2 px-2 py-4 sm:gap-3"
    >
      <Switch
        label={t`Microphone`}
        keys="Control+D"
        icon={Mic}
        off={MicOff}
        isOn={isOn}
        onChange={(on) => media.setHeard(on)}
      />
      <Switch
        label={t`Camera`}
        keys="Control+E"
        icon={Video}
        off={VideoOff}
        isOn={isSeen}
        onChange={(on) => media.setSeen(on)}
      />
      {canShareScreen() && (
        <Control
          label={isSharing ? t`Stop sharing` : t`Share your screen`}
          icon={isSharing ? MonitorX : MonitorUp}
          onPress={share}
        />
      )}
      <Control label={t`Chat`} icon={MessageSquare} onPress={chat} />
      <MenuTrigger>
        <Control label={t`More`} icon={Ellipsis} />
        <Menu placement="top">
          <MenuItem onAction={() => setDialog('devices')}>
            <SlidersHorizontal size={18} aria-hidden />
            <Trans>Camera and sound…</Trans>
          </MenuItem>
          {document.pictureInPictureEnabled && picture.current && (
            <MenuItem onAction={float}>
              <PictureInPicture2 size={18} aria-hidden />
              <Trans>Picture over other windows</Trans>
            </MenuItem>
          )}
          {document.fullscreenEnabled && (
            <MenuItem onAction={fill}>
              <Maximize size={18} aria-hidden />
              <Trans>Full screen</Trans>
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      <Control label={t`End call`} icon={PhoneOff} look="end" onPress={hangUp} />
      {dialog === 'devices' && <DeviceDialog onClose={() => setDialog(null)} />}
      {dialog === 'replace' && (
        <ReplaceDialog
          name={name}
          onReplace={() => void media.shareScreen()}
          onClose={() => setDialog(null)}
        />
      )}
    </Toolbar>
  )
}

function useHandles() {
  const own = useOwnCall()
  return { media: own.media, store: own.store, hangUp: () => own.hangUp() }
}
