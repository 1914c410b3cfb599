import { useLayoutEffect, useState } from 'preact/hooks'

const themes = ['auto', 'light', 'dark'] as const
const names = { auto: 'Auto', light: 'Light', dark: 'Dark' } as const

/** Switches between the theme of the system, light and dark. */
export function ThemeButton() {
  const [theme, setTheme] = useState<(typeof themes)[number]>('auto')
  useLayoutEffect(() => {
    if (theme === 'auto') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!
  return (
    <button type="button" class="button theme" onClick={() => setTheme(next)}>
      <span aria-hidden="true">◐</span> <span class="hidden">Theme: </span>
      {names[theme]}
    </button>
  )
}
