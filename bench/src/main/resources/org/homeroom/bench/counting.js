/**
 * Counts in a page what its reader notices: frames, rows, and how long after an input the page is painted.
 *
 * `counting.begin(rows)` begins, with the selector of what counts as a row; `counting.end()` ends and tells. Times are
 * in milliseconds.
 */
window.counting = (() => {
  let seen = null

  const frames = (counted) => {
    const frame = (now) => {
      if (counted !== seen) return
      counted.frames.push(now)
      counted.rows = Math.max(counted.rows, document.querySelectorAll(counted.selector).length)
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  }
  // the first task after a frame runs when the frame has been handed over to be painted
  const input = ({ timeStamp }) => {
    const { inputs } = seen ?? { inputs: [] }
    requestAnimationFrame(() =>
      scheduler.postTask(() => inputs.push(performance.now() - timeStamp), {
        priority: 'user-blocking',
      }),
    )
  }
  const tasks = new PerformanceObserver((list) =>
    list.getEntries().forEach(({ duration }) => seen?.tasks.push(duration)),
  )
  tasks.observe({ type: 'longtask' })
  for (const type of ['wheel', 'keydown'])
    addEventListener(type, input, { capture: true, passive: true })

  return {
    begin(selector) {
      seen = { selector, frames: [], inputs: [], tasks: [], rows: 0 }
      frames(seen)
    },
    end() {
      const { frames, inputs, tasks, rows } = seen
      seen = null
      return { frames, inputs, tasks, rows }
    },
  }
})()
