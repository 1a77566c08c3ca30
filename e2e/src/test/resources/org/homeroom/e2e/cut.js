/**
 * What of the page's text is cut off or stands outside of what it belongs to, and what has to be
 * scrolled sideways, as sentences.
 *
 * @param {number} longer by which part of itself every word is made longer while we look (0.4: a
 *   language of long words); the page has its own texts again before anything is painted
 */
(longer) => {
  const EDGE = 1.5
  const found = new Set()
  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode
    // code and formulas scroll by themselves, a picture made of letters has no words
    const isWords = !parentElement.closest('script, style, svg, .message-text, [aria-hidden=true]')
    if (isWords && data.trim() !== '') texts.push([walker.currentNode, data])
  }
  const stretched = (text) =>
    text.replace(/\p{L}+/gu, (word) => word + word.slice(0, Math.ceil(word.length * longer)))

  /** A box that hides what is outside of it, for those who hear as for those who see. */
  const isForEarsOnly = (box) => box.width <= 2 && box.height <= 2

  const fault = (node, what) => {
    const box = node.parentElement.getBoundingClientRect()
    found.add(`“${node.data.trim().slice(0, 60)}” ${what} (at ${Math.round(box.x)}, ${Math.round(box.y)})`)
  }

  const look = (node) => {
    if (!node.parentElement.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return
    const range = document.createRange()
    range.selectNodeContents(node)
    const lines = [...range.getClientRects()].filter((line) => line.width > 0)
    if (lines.length === 0) return
    const left = Math.min(...lines.map((line) => line.left))
    const right = Math.max(...lines.map((line) => line.right))
    const top = Math.min(...lines.map((line) => line.top))
    const bottom = Math.max(...lines.map((line) => line.bottom))
    let acrossIsFree = false
    let downIsFree = false
    for (let box = node.parentElement; box; box = box.parentElement) {
      const style = getComputedStyle(box)
      const edges = box.getBoundingClientRect()
      if (isForEarsOnly(edges)) return
      if (style.display === 'contents' || style.display === 'inline') continue
      if (style.overflowX === 'auto' || style.overflowX === 'scroll') acrossIsFree = true
      if (style.overflowY === 'auto' || style.overflowY === 'scroll') downIsFree = true
      if (box === document.body) break
      const hides = style.overflowX !== 'visible'
      const outAcross = left < edges.left - EDGE || right > edges.right + EDGE
      const outDown = top < edges.top - EDGE || bottom > edges.bottom + EDGE
      const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none'
      if (isShortened && hides) {
        // names and what people wrote may be shortened; what the app itself says may not
        if (outAcross && box.closest('button, label, [role=tab]') && !box.closest('[role=row], [role=option]')) fault(node, 'is shortened')
        return
      }
      const isControl = box.matches('button, a, [role=tab], [role=menuitem], [role=option], label')
      if (!acrossIsFree && outAcross && (hides || isControl)) return fault(node, `is wider than its ${box.localName}`)
      if (!downIsFree && outDown && (hides || isControl)) return fault(node, `is higher than its ${box.localName}`)
      if (style.position === 'fixed') break
    }
    if (!acrossIsFree && (left < -EDGE || right > innerWidth + EDGE)) fault(node, 'is outside of the screen')
  }

  if (longer > 0) for (const [node, text] of texts) node.data = stretched(text)
  for (const [node] of texts) look(node)
  for (const box of document.querySelectorAll('body *')) {
    const { overflowX } = getComputedStyle(box)
    const scrolls = overflowX === 'auto' || overflowX === 'scroll'
    if (scrolls && box.scrollWidth > box.clientWidth + EDGE && !box.closest('.message-text')) {
      found.add(`${box.localName}.${String(box.className).slice(0, 80)} scrolls sideways by ${box.scrollWidth - box.clientWidth} px`)
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) found.add('the page scrolls sideways')
  if (longer > 0) for (const [node, text] of texts) node.data = text
  return [...found]
}
