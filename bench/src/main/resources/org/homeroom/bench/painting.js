/**
 * Tells what a page painted last and largest, what it fetched for it, and how long after each input it was painted.
 *
 * Times are in milliseconds, sizes in bytes as they went over the line.
 */
window.painting = (() => {
  let paint = 0
  const inputs = new Map()
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) paint = startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  // an interaction has several events: the slowest of them counts (INP)
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries())
      if (interactionId)
        inputs.set(interactionId, Math.max(duration, inputs.get(interactionId) ?? 0))
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
  return {
    largest() {
      const fetched = performance.getEntriesByType('resource')
      return {
        paint,
        script: fetched
          .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
          .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
        requests: fetched.filter(({ initiatorType }) => initiatorType !== 'fetch').length,
      }
    },
    inputs: () => [...inputs.values()],
  }
})()
