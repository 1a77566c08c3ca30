import axe from 'axe-core'
import { expect } from 'vitest'

/** Fails with what a screen reader or a keyboard would stumble over in the page as it is now. */
export async function expectAccessible(context: Element = document.body): Promise<void> {
  // half faded in, a colour is not what it will be
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().iterations !== Infinity) animation.finish()
  }
  const { violations } = await axe.run(context, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    // a component alone is no page
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join('\n  ')}`)
  expect(found).toEqual([])
}
