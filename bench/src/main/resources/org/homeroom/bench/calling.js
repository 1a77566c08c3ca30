/**
 * Tells in a page when the other's picture came, and what was waited for before.
 *
 * Times are in milliseconds, of the one clock that all pages of a machine have.
 */
window.calling = (() => {
  const now = () => performance.timeOrigin + performance.now()
  const { mediaDevices } = navigator
  let peers = []
  let asked = []

  const Real = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Real {
    constructor(...given) {
      super(...given)
      peers.push(this)
    }
  }
  const getUserMedia = mediaDevices?.getUserMedia.bind(mediaDevices)
  if (getUserMedia)
    mediaDevices.getUserMedia = async (wanted) => {
      const from = now()
      try {
        return await getUserMedia(wanted)
      } finally {
        asked.push([from, now()])
      }
    }

  const hasDecoded = async (peer) =>
    [...(await peer.getStats()).values()].some(
      ({ type, framesDecoded }) => type === 'inbound-rtp' && framesDecoded > 0,
    )
  const pause = () => new Promise((go) => setTimeout(go, 4))
  const firstFrameOf = async (some) => {
    for (;;) {
      for (const peer of some()) if (await hasDecoded(peer)) return now()
      await pause()
    }
  }

  return {
    begin() {
      peers = []
      asked = []
    },
    firstFrame: () => firstFrameOf(() => peers.filter((peer) => peer.signalingState !== 'closed')),
    press(name) {
      const button = [...document.querySelectorAll('[role=alertdialog] button')].find(
        ({ textContent, ariaLabel }) => ariaLabel === name || textContent.trim() === name,
      )
      const at = now()
      button.click()
      return at
    },
    devicesSince: (at) =>
      asked.filter(([from]) => from >= at).reduce((sum, [from, to]) => sum + to - from, 0),
    /** How long two connections of this page take, who have their devices and need no server. */
    async bare() {
      const stream = await getUserMedia({ audio: true, video: true })
      const [one, other] = [new Real(), new Real()]
      const at = now()
      for (const [from, to] of [
        [one, other],
        [other, one],
      ]) {
        from.onicecandidate = ({ candidate }) => candidate && to.addIceCandidate(candidate)
        for (const track of stream.getTracks()) from.addTrack(track, stream)
      }
      await one.setLocalDescription()
      await other.setRemoteDescription(one.localDescription)
      await other.setLocalDescription()
      await one.setRemoteDescription(other.localDescription)
      const seen = await Promise.all([one, other].map((peer) => firstFrameOf(() => [peer])))
      for (const peer of [one, other]) peer.close()
      for (const track of stream.getTracks()) track.stop()
      return Math.max(...seen) - at
    },
  }
})()
