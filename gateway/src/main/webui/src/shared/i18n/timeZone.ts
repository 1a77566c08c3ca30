/** The IANA name of the zone that this device is set to: "Asia/Taipei". */
export const deviceTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** `id` is the IANA name, `city` the part of it that people look for, `name` what the zone is called: "Taipei Time". */
export type TimeZone = { id: string; city: string; name: string }

/** All zones that the browser knows, by city. `kept` is among them even if the browser has another name for it. */
export function timeZones(language: string, kept: string | null): TimeZone[] {
  const ids = new Set([...Intl.supportedValuesOf('timeZone'), deviceTimeZone()])
  if (kept !== null) ids.add(kept)
  return [...ids]
    .map((id) => ({ id, city: cityOf(id), name: timeZoneName(id, language) }))
    .sort((a, b) => a.city.localeCompare(b.city, language))
}

const HAN = /\p{Script=Han}/u

/** Whether a word of the text begins with what is typed: "tai" means Taipei, not Mountain Time. Chinese has no such words. */
export function fits(text: string, typed: string): boolean {
  const wanted = plain(typed)
  return HAN.test(wanted) ? plain(text).includes(wanted) : ` ${plain(text)}`.includes(` ${wanted}`)
}

/** Without accents, case and signs: "São Paulo", "Sao_Paulo" and "sao paulo" are the same. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+-]+/gu, ' ')
    .trim()

const cityOf = (id: string): string => id.slice(id.lastIndexOf('/') + 1).replaceAll('_', ' ')

/** What a zone is called in a language: "Taipei Time"; its IANA name where the browser is older than the zone. */
export function timeZoneName(id: string, language: string): string {
  try {
    const parts = new Intl.DateTimeFormat(language, {
      timeZone: id,
      timeZoneName: 'longGeneric',
    }).formatToParts()
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? id
  } catch {
    return id
  }
}
