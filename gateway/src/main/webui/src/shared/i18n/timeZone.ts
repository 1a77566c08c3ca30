/** The IANA name of the zone that this device is set to: "Asia/Taipei". */
export const deviceTimeZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone

/** `id` is the IANA name, `name` what people call it: "Taipei Time". */
export type TimeZone = { id: string; name: string }

/** All that the browser knows, by name, in a language. `kept` is among them even if the browser has another name for it. */
export function timeZones(locale: string, kept: string | null): TimeZone[] {
  const ids = new Set([...Intl.supportedValuesOf('timeZone'), deviceTimeZone()])
  if (kept !== null) ids.add(kept)
  return [...ids]
    .map((id) => ({ id, name: nameOf(id, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale) || a.id.localeCompare(b.id))
}

function nameOf(id: string, locale: string): string {
  try {
    const parts = new Intl.DateTimeFormat(locale, {
      timeZone: id,
      timeZoneName: 'longGeneric',
    }).formatToParts()
    return parts.find(({ type }) => type === 'timeZoneName')?.value ?? id
  } catch {
    // a zone newer than this browser
    return id
  }
}
