const isApple = /mac|iphone|ipad/i.test(navigator.platform)

const APPLE_SIGNS: Readonly<Record<string, string>> = {
  Control: '⌘',
  Alt: '⌥',
  Shift: '⇧',
}
const SIGNS: Readonly<Record<string, string>> = {
  Control: 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

const sign = (key: string) => (isApple && APPLE_SIGNS[key]) || SIGNS[key] || key

/** A shortcut as it is written on this device. `keys` as in `aria-keyshortcuts`, with Control for the ⌘ of Apple. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className="inline-flex gap-1">
      {keys.split('+').map((key) => (
        <kbd
          key={key}
          className="rounded-sm border border-current/25 px-1.5 font-sans text-xs leading-5"
        >
          {sign(key)}
        </kbd>
      ))}
    </span>
  )
}
