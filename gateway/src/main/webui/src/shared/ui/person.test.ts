import { describe, expect, it } from 'vitest'
import { initials, photoSources, pictureHue } from './person'

describe('a picture of somebody', () => {
  it.each([
    ['Lin Mei-hua', 'LM'],
    ['ana', 'A'],
    ['  Ana   Duarte ', 'AD'],
    ['林美華', '美華'],
    ['林 美華', '美華'],
    ['𠮷田', '𠮷田'],
    ['', ''],
  ])('of %j has the letters %j', (name, letters) => {
    expect(initials(name)).toBe(letters)
  })

  it('is fetched in the size that fits', () => {
    expect(photoSources('a/b', 40)).toEqual({
      src: '/api/users/photos/a%2Fb/64.jpg',
      srcSet:
        '/api/users/photos/a%2Fb/64.jpg 64w, /api/users/photos/a%2Fb/256.jpg 256w, /api/users/photos/a%2Fb/1024.jpg 1024w',
      sizes: '40px',
    })
    expect(photoSources('a', 112).src).toBe('/api/users/photos/a/256.jpg')
    expect(photoSources('a', 2_000).src).toBe('/api/users/photos/a/1024.jpg')
  })

  it('has the same colour every time', () => {
    expect(pictureHue('01930000-0000-7000-8000-000000000001')).toBe(
      pictureHue('01930000-0000-7000-8000-000000000001'),
    )
  })

  it('has one of many colours', () => {
    const hues = Array.from({ length: 60 }, (_, i) => pictureHue(`person-${i}`))
    expect(new Set(hues).size).toBeGreaterThan(8)
  })
})
