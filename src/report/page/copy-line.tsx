import { useRef, useState } from 'preact/hooks'

/** A command with a button that copies it. */
export function CopyLine({ line }: { readonly line: string }) {
  const code = useRef<HTMLElement>(null)
  const [state, setState] = useState<'idle' | 'copied' | 'selected'>('idle')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(line)
      setState('copied')
    } catch {
      // Without permission, the selection is at least ready to be copied.
      getSelection()?.selectAllChildren(code.current!)
      setState('selected')
    }
  }
  const words = { idle: 'Copy', copied: 'Copied', selected: 'Selected' }
  return (
    <div class="command" dir="ltr">
      <code ref={code} tabIndex={0}>
        {line}
      </code>
      <button type="button" onClick={() => void copy()} aria-label={`${words[state]}: ${line}`}>
        {words[state]}
      </button>
    </div>
  )
}
