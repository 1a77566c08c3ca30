export { Channel } from './Channel'
export { ChannelsScreen, NoChannelOpen } from './ChannelsScreen'
export { JoinChannel } from './JoinChannel'
