import { expect, test } from 'vitest'
import { render } from 'vitest-browser-react'
import { expectAccessible } from '../testing/axe'
import { Avatar } from './Avatar'

const ana = { id: 'ana', name: 'Ana Duarte' }

test('initials hold the place of a photo until it is there', async () => {
  const screen = await render(<Avatar person={{ ...ana, photo: 'there' }} size={40} />)
  const { container } = screen
  await expect.poll(() => container.textContent).toBe('')
  const image = container.querySelector('img')
  expect(image?.getBoundingClientRect()).toMatchObject({ width: 40, height: 40 })
  expect(image?.currentSrc).toMatch(/\/api\/users\/photos\/there\/(64|256)\.jpg$/)
  await expectAccessible()
})

test('initials stay when the photo cannot be had, and another photo is tried', async () => {
  const screen = await render(<Avatar person={{ ...ana, photo: 'missing' }} />)
  const { container } = screen
  await expect.poll(() => container.querySelector('img')).toBeNull()
  expect(container.textContent).toBe('AD')
  await screen.rerender(<Avatar person={{ ...ana, photo: 'there' }} />)
  await expect.poll(() => container.textContent).toBe('')
})

test('takes the same place with a photo, without one, and for nobody', async () => {
  const box = (element: Element | null) => element?.getBoundingClientRect().toJSON()
  const screen = await render(<Avatar person={ana} size={48} />)
  const { container } = screen
  const before = box(container.firstElementChild)
  expect(container.textContent).toBe('AD')
  await screen.rerender(<Avatar person={{ ...ana, photo: 'there' }} size={48} />)
  await expect.poll(() => container.textContent).toBe('')
  expect(box(container.firstElementChild)).toEqual(before)
  await screen.rerender(<Avatar person={{ id: 'ana', name: '', deleted: true }} size={48} />)
  expect(container.querySelector('img')).toBeNull()
  expect(box(container.firstElementChild)).toEqual(before)
})
