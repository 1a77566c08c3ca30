// Before the first paint: the theme and the language of last time, or what the device is set to. The theme follows the
// device, and what another tab chooses, for as long as the page is open.
// Not a module and not inline: a module would run after the paint, and the security policy allows nothing inline.
;(() => {
  const root = document.documentElement
  const read = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null // a browser that keeps nothing
    }
  }
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const show = () => {
    const theme = read('homeroom.theme')
    root.dataset.theme =
      theme === 'light' || theme === 'dark' ? theme : dark.matches ? 'dark' : 'light'
    root.dataset.density = read('homeroom.density') === 'compact' ? 'compact' : 'comfortable'
  }
  show()
  dark.addEventListener('change', show)
  addEventListener('storage', show)
  const chosen = read('homeroom.language')
  const isChinese = (tag) => /^zh/i.test(tag) && !/^zh-(cn|sg|my|hans)/i.test(tag)
  // the first language of the device that the product speaks
  const spoken = navigator.languages.find((tag) => isChinese(tag) || /^en/i.test(tag)) ?? 'en'
  const isKnown = chosen === 'en' || chosen === 'zh-Hant-TW'
  root.lang = isKnown ? chosen : isChinese(spoken) ? 'zh-Hant-TW' : 'en'
})()
