import { describe, expect, it } from 'vitest'
import { openPicture, pictureType } from './picture'
import { canvasPicture, pngHeader } from './testing'

const ascii = (text: string) => new TextEncoder().encode(text)

describe('the kind of a picture', () => {
  it.each([
    [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13], 'image/png'],
    [[0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0x4a, 0x46, 0x49, 0x46, 0, 1], 'image/jpeg'],
    [[...ascii('RIFF'), 1, 2, 3, 4, ...ascii('WEBP')], 'image/webp'],
    [[...ascii('RIFF'), 1, 2, 3, 4, ...ascii('WAVE')], null],
    [[...ascii('GIF89a')], null],
    [[...ascii('<svg xmlns=')], null],
    [[...ascii('<!doctype ht')], null],
    [[0x50, 0x4b, 3, 4], null],
    [[], null],
  ])('%j is %s by its content', (bytes, type) => {
    expect(pictureType(new Uint8Array(bytes))).toBe(type)
  })
})

describe('a file that is to be a photo', () => {
  it('is opened with its size', async () => {
    const opened = await openPicture(await canvasPicture(300, 200))
    if (!opened.ok) throw new Error(opened.fault)
    expect(opened.picture).toMatchObject({ width: 300, height: 200 })
    expect(opened.picture.blob.type).toBe('image/png')
    opened.picture.close()
  })

  it('is told by its content, not by its name', async () => {
    const svg = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], 'me.png', {
      type: 'image/png',
    })
    expect(await openPicture(svg)).toEqual({ ok: false, fault: 'not-a-picture' })
    const renamed = new File([await canvasPicture(20, 20)], 'me.html', { type: 'text/html' })
    const opened = await openPicture(renamed)
    if (!opened.ok) throw new Error(opened.fault)
    expect(opened.picture.blob.type).toBe('image/png')
    opened.picture.close()
  })

  it('is refused when it is over 10 MB, without looking into it', async () => {
    expect(await openPicture(new Blob([new Uint8Array(10 * 1024 * 1024 + 1)]))).toEqual({
      ok: false,
      fault: 'too-large',
    })
  })

  it.each([
    [300, 200],
    [40_000, 40_000],
  ])('is refused when there is nothing behind a beginning that says %i × %i', async (w, h) => {
    const opened = await openPicture(new Blob([pngHeader(w, h)]))
    expect(opened).toEqual({ ok: false, fault: 'unreadable' })
  })

  it('is refused when it has more pixels than the server takes', async () => {
    const opened = await openPicture(await canvasPicture(8_000, 5_001))
    expect(opened).toEqual({ ok: false, fault: 'too-many-pixels' })
  })
})
